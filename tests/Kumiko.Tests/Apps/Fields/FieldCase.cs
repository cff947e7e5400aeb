namespace Kumiko.Tests.Apps.Fields;

/// <summary>What is expected of a field of <see cref="OptionalSample"/> and of its namesakes. Values are JSON.</summary>
public sealed record FieldCase(string Name)
{
    /// <summary>Values as clients send them, the smallest first.</summary>
    public required string[] Values { get; init; }

    /// <summary>The same values as answers show them, where they look different.</summary>
    public string[]? ShownAs { get; init; }

    public string[] Shown => ShownAs ?? Values;

    /// <summary>The initial value that <see cref="DefaultSample"/> has, as answers show it.</summary>
    public required string Default { get; init; }

    /// <summary>The physical columns: <c>name type</c>, and a question mark where they may be null.</summary>
    public required string Columns { get; init; }

    public string Operators { get; init; } = "eq ne lt gt in";

    public bool IsSortable { get; init; } = true;

    /// <summary>Selects take null as "whatever it is at first": forms send it for an empty choice.</summary>
    public bool NullMeansDefault { get; init; }

    /// <summary>Values that <see cref="OptionalSample"/> refuses, with the issue's path (the field's own by default) and code.</summary>
    public (string Json, string Issue)[] Wrong { get; init; } = [];

    public override string ToString() => Name;
}
