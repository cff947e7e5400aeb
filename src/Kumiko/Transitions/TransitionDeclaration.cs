namespace Kumiko;

/// <summary>What the author said of the states of a field, before it is checked. The member is null where the expression names no property.</summary>
internal sealed class TransitionDeclaration(string? member)
{
    public string? Member => member;

    public List<object> Starts { get; } = [];

    public List<StateDeclaration> States { get; } = [];
}

/// <summary>Where a record may go from one state. An option of an enum, or the name of one.</summary>
internal sealed record StateDeclaration(object From, List<object> Targets);
