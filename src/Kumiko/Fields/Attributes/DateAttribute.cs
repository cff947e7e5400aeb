namespace Kumiko;

/// <summary>The bounds of a <see cref="DateOnly"/>; both are included.</summary>
public sealed class DateAttribute : FieldAttribute
{
    /// <summary>The first day, as <c>yyyy-MM-dd</c>.</summary>
    public string? Min { get; init; }

    /// <summary>The last day, as <c>yyyy-MM-dd</c>.</summary>
    public string? Max { get; init; }
}
