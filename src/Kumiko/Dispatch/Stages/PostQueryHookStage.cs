namespace Kumiko;

/// <summary>
/// Lets hooks change what a query answers: those on the query, then those on its entity. They see all of what was found; rules of access to fields hide
/// what the caller may not see when the answer is written.
/// </summary>
internal sealed class PostQueryHookStage : Stage
{
    public override string Name => "post-query hooks";

    public override ValueTask Run(Invocation invocation) =>
        invocation is { Result: { } answer, Handler.Hooks.PostQuery: { Length: > 0 } hooks } ? Change(hooks, answer, invocation) : ValueTask.CompletedTask;

    private static async ValueTask Change(HookDefinition[] hooks, object answer, Invocation invocation)
    {
        var services = invocation.Services;
        if (answer is IHookedAnswer standard)
        {
            var rows = standard.Open();
            foreach (var hook in hooks.Where(services.Runs))
            {
                await services.Within(hook, () => hook.Declaration.Rows!(rows, ContextOf(hook)));
            }

            invocation.Result = standard.With(rows);
            return;
        }

        foreach (var hook in hooks.Where(services.Runs))
        {
            if (invocation.Result is { } current)
            {
                await services.Within(hook, async () => invocation.Result = await hook.Declaration.Answer!(current, ContextOf(hook)));
            }
        }

        QueryContext ContextOf(HookDefinition hook) => new(services, hook, invocation.ActorOrCaller);
    }
}
