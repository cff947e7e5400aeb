namespace Kumiko;

/// <summary>One step of what happens to every call. Stages run in a fixed order; the first that throws ends the call.</summary>
internal abstract class Stage
{
    /// <summary>The stage's name, for tests and traces.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the stage calls other handlers.</summary>
    public virtual bool CallsOthers => false;

    public abstract ValueTask Run(Invocation invocation);
}
