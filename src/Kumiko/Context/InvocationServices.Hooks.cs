namespace Kumiko;

internal sealed partial class InvocationServices
{
    /// <summary>How far hooks may follow from hooks. Who needs more goes in a circle.</summary>
    public const int DeepestHook = 16;

    /// <summary>How many hooks the code that runs now has followed from, those before a commit that it follows from included.</summary>
    public int HookDepth { get; set; }

    /// <summary>Whether a hook runs for the caller's tenant.</summary>
    public bool Runs(HookDefinition hook) => Features.IsOn(hook.Feature);

    /// <summary>Runs a hook's code.</summary>
    /// <exception cref="InvalidOperationException">It follows from itself, again and again.</exception>
    public async Task Within(HookDefinition hook, Func<Task> run)
    {
        if (HookDepth >= DeepestHook)
        {
            throw new InvalidOperationException(
                $"'{hook.Name}' follows from {DeepestHook} other hooks, one from another: they go in a circle. Let a hook write only where something has to change.");
        }

        HookDepth++;
        try
        {
            await run();
        }
        finally
        {
            HookDepth--;
        }
    }
}
