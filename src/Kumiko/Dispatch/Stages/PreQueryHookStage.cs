namespace Kumiko;

/// <summary>Lets hooks change what a query is asked. What they make of an own query's input is checked as if it had been sent.</summary>
internal sealed class PreQueryHookStage : Stage
{
    public override string Name => "pre-query hooks";

    public override ValueTask Run(Invocation invocation) =>
        invocation.Handler.Hooks is { PreQuery: { Length: > 0 } hooks } ? Change(hooks, invocation) : ValueTask.CompletedTask;

    private static async ValueTask Change(HookDefinition[] hooks, Invocation invocation)
    {
        var services = invocation.Services;
        foreach (var hook in hooks.Where(services.Runs))
        {
            await services.Within(hook, async () => invocation.Input = await hook.Declaration.Ask!(
                new HookedInput(invocation.Handler, invocation.Input!), new QueryContext(services, hook, invocation.ActorOrCaller))
                ?? throw new InvalidOperationException($"'{hook.Name}' returned no query."));
        }

        var issues = new IssueList();
        invocation.Handler.Check(invocation.Input!, issues);
        issues.ThrowIfAny();
    }
}
