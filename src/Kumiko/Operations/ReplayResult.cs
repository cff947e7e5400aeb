namespace Kumiko;

/// <summary>What became of a consumer's dead letters.</summary>
/// <param name="Replayed">How many were delivered, and are no more.</param>
/// <param name="Failures">Those that failed again, and stay.</param>
public sealed record ReplayResult(int Replayed, IReadOnlyList<ReplayFailure> Failures);

/// <summary>A dead letter that failed again.</summary>
/// <param name="Letter">The letter's id.</param>
/// <param name="Error">What went wrong.</param>
public sealed record ReplayFailure(Guid Letter, string Error);
