using System.Security.Cryptography;
using System.Text;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>A table that can be derived from the log: an entity's, an inline projection's, or a consumer's.</summary>
internal abstract class RebuildTarget
{
    /// <summary>The qualified name: <c>tickets:projection:ticket-entity</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The table as it is declared.</summary>
    public abstract Table Live { get; }

    /// <summary>The events that it is derived from.</summary>
    public abstract LogQuery Events { get; }

    /// <summary>The consumer whose cursor tells what the live table knows; null where commands write the table themselves.</summary>
    public virtual ConsumerKey? Consumer => null;

    /// <summary>Why one tenant's rows cannot be derived alone; null when they can.</summary>
    public virtual string? NeedsAllTenants => null;

    /// <summary>What the declaration looks like: a shadow that was begun under another one is thrown away.</summary>
    public virtual string Fingerprint
    {
        get
        {
            var columns = Live.Columns.Select(c => $"{c.Name} {c.Type} {c.IsNullable} {c.Precision} {c.Scale}");
            var text = $"{Live.Name}\n{string.Join('\n', columns)}\n{Events.AggregateType}\n{string.Join(',', Events.Types ?? [])}";
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
        }
    }

    /// <summary>Makes what derives the rows into a table of the same shape.</summary>
    public abstract PageFold FoldInto(Table table);
}
