namespace Kumiko.Postgres.Log;

/// <summary>
/// Which part of the log is final: nothing can be committed there any more. An append locks the table before it draws its position, and
/// unlocks it only when its commit can be seen. So whoever may still commit an event up to a position that was drawn already is among those
/// who hold the lock now; once each of them has let go of it, what is missing up to there was rolled back and stays missing.
/// See docs/decisions/0025.
/// </summary>
internal sealed class LogProof(long final)
{
    /// <summary>
    /// Stands for all prepared transactions. One of them may be a transaction that was seen under its own name before it was prepared.
    /// </summary>
    public const string Prepared = "prepared";

    private long _claim;
    private HashSet<string> _holders = [];
    private bool _isOpen;

    /// <summary>The last position up to which the log is final.</summary>
    public long Final { get; private set; } = final;

    /// <summary>Learns who writes, and concludes what it can for everything that is read after this.</summary>
    /// <param name="lastDrawn">A position that was drawn before the holders were looked at.</param>
    /// <param name="holders">Who holds the lock of an append.</param>
    public void Learn(long lastDrawn, IReadOnlySet<string> holders)
    {
        if (holders.Count == 0)
        {
            Final = Math.Max(Final, lastDrawn);
            _isOpen = false;
            return;
        }

        if (_isOpen)
        {
            _holders.IntersectWith(holders);
            _isOpen = _holders.Count > 0 || holders.Contains(Prepared);
            Final = _isOpen ? Final : Math.Max(Final, _claim);
        }

        if (!_isOpen)
        {
            (_claim, _holders, _isOpen) = (lastDrawn, [.. holders], true);
        }
    }
}
