using Kumiko.Storage;

namespace Kumiko;

/// <summary>Derives the rows of a table from pages of events, in order. It may remember rows that it has written.</summary>
internal abstract class PageFold
{
    /// <summary>Adds what a page does to the table, in the session's open transaction.</summary>
    public abstract Task Apply(IReadOnlyList<StoredEvent> page, StoreSession session, CancellationToken cancellation);

    /// <summary>Forgets everything remembered: what was last applied was rolled back.</summary>
    public abstract void Forget();
}
