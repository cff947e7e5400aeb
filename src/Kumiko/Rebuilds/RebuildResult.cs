namespace Kumiko;

/// <summary>What a rebuild did.</summary>
/// <param name="Projection">The qualified name of the projection.</param>
/// <param name="Events">How many events the table was derived from.</param>
/// <param name="Duration">How long this run took.</param>
/// <param name="WritersWaited">How long writers of the table had to wait at the end.</param>
/// <param name="SwapAttempts">How often the swap was attempted.</param>
/// <param name="OldTable">The name of the table that was replaced; it stays until it is dropped.</param>
public sealed record RebuildResult(
    string Projection, long Events, TimeSpan Duration, TimeSpan WritersWaited, int SwapAttempts, string OldTable);
