namespace Kumiko;

/// <summary>
/// One of several named options, on a <see cref="string"/>; several of them, on a list of strings. An enum needs no attribute: its
/// members are the options, in camelCase.
/// </summary>
/// <param name="options">The options as they travel on the wire.</param>
public sealed class SelectAttribute(params string[] options) : FieldAttribute
{
    /// <summary>The options.</summary>
    public IReadOnlyList<string> Options { get; } = options;
}
