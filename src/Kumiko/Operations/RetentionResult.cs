namespace Kumiko;

/// <summary>What the log has forgotten, or would forget.</summary>
/// <param name="Streams">How many streams.</param>
/// <param name="Events">How many events.</param>
/// <param name="Before">Streams whose last event was recorded before this instant.</param>
/// <param name="HeldBackBy">The consumers that have not passed these events; only a dry run tells of them, others are refused.</param>
/// <param name="ForgottenBy">The projections with a table that are derived from such events: a later rebuild of them does not know these any more.</param>
public sealed record RetentionResult(
    long Streams, long Events, DateTimeOffset Before, IReadOnlyList<string> HeldBackBy, IReadOnlyList<string> ForgottenBy);
