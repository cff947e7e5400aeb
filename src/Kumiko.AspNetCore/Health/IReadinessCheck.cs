namespace Kumiko.AspNetCore;

/// <summary>Something that must work before traffic should come, such as the database. Register implementations as services.</summary>
public interface IReadinessCheck
{
    /// <summary>The check's name in the answer of <c>/health/ready</c>, such as <c>db</c>.</summary>
    string Name { get; }

    /// <summary>Returns when all is well, and throws when it is not. After two seconds nobody waits any longer.</summary>
    Task Check(CancellationToken cancellation);
}
