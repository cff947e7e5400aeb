namespace Kumiko;

/// <summary>How the keys of data subjects stand.</summary>
/// <param name="MasterKey">The id of the current master key.</param>
/// <param name="Active">How many keys there are.</param>
/// <param name="Outdated">How many of them an older master key wraps.</param>
/// <param name="Forgotten">How many were destroyed.</param>
public sealed record KeyStatus(string MasterKey, long Active, long Outdated, long Forgotten);
