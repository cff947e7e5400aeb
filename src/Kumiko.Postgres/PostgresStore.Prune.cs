using Kumiko.Storage;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public override Task<PruneResult> Prune(PruneQuery query, CancellationToken cancellation = default) => throw new NotImplementedException();
}
