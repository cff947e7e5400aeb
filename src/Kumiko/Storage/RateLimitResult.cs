namespace Kumiko.Storage;

/// <summary>What became of a hit.</summary>
/// <param name="IsAdmitted">Whether there was room for it.</param>
/// <param name="EmptyAt">When the bucket will be empty.</param>
public readonly record struct RateLimitResult(bool IsAdmitted, DateTimeOffset EmptyAt);
