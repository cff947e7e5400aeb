namespace Kumiko;

/// <summary>What became of a page.</summary>
/// <param name="Until">Up to where it is done and committed; null for nothing.</param>
/// <param name="Failure">What went wrong behind that; null for nothing.</param>
internal sealed record PageResult(EventPosition? Until, PageFailure? Failure);

/// <summary>Why a page was not done whole.</summary>
/// <param name="Exception">What was thrown.</param>
/// <param name="Index">The event whose handler threw, by its place in the page; null when the commit failed, and nobody knows which event it was.</param>
internal sealed record PageFailure(Exception Exception, int? Index);
