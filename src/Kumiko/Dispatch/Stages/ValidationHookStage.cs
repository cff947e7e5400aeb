namespace Kumiko;

/// <summary>Asks hooks what else is wrong with the input of a command, once its fields are as they must be. Reports all that they find at once.</summary>
internal sealed class ValidationHookStage : Stage
{
    public override string Name => "validation hooks";

    public override ValueTask Run(Invocation invocation) =>
        invocation.Handler.Hooks is { Validation: { Length: > 0 } hooks } ? Ask(hooks, invocation) : ValueTask.CompletedTask;

    private static async ValueTask Ask(HookDefinition[] hooks, Invocation invocation)
    {
        var services = invocation.Services;
        var issues = new IssueList();
        var input = new HookedInput(invocation.Handler, invocation.Input!);
        foreach (var hook in hooks.Where(services.Runs))
        {
            await services.Within(hook, () => hook.Declaration.Validate!(input, issues, new QueryContext(services, hook, invocation.ActorOrCaller)));
        }

        issues.ThrowIfAny();
    }
}
