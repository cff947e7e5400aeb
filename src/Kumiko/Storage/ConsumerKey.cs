namespace Kumiko.Storage;

/// <summary>One cursor over the log.</summary>
/// <param name="Name">The consumer's qualified name.</param>
public readonly record struct ConsumerKey(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
