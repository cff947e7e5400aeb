namespace Kumiko;

/// <summary>Reads the input, and reports everything that is wrong with it at once.</summary>
internal sealed class ValidationStage : Stage
{
    public override string Name => "validation";

    public override ValueTask Run(Invocation invocation)
    {
        var issues = new IssueList();
        if (invocation.IsTyped)
        {
            invocation.Handler.Check(invocation.Input!, issues);
        }
        else
        {
            invocation.Input = invocation.Handler.Read(invocation.Payload, issues, invocation.Services);
        }

        issues.ThrowIfAny();
        return ValueTask.CompletedTask;
    }
}
