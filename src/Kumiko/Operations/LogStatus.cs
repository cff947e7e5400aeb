using Kumiko.Storage;

namespace Kumiko;

/// <summary>How the log and the nodes stand.</summary>
/// <param name="End">The last event that is committed.</param>
/// <param name="GapAge">How long a transaction that may still commit an event has held up this node's consumers; zero when none does.</param>
/// <param name="Node">This node's name; null while it works for no consumers.</param>
/// <param name="Nodes">The nodes that live, as this node's last heartbeat saw them; empty while it works for no consumers.</param>
public sealed record LogStatus(EventPosition End, TimeSpan GapAge, string? Node, IReadOnlyList<NodeInfo> Nodes);
