namespace Kumiko;

/// <summary>The records that were created with their owner.</summary>
/// <param name="Name">The relation's name.</param>
/// <param name="Items">What became of each, in their order.</param>
internal sealed record NestedResults(string Name, IReadOnlyList<SaveResult> Items);
