using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public override Task<IAsyncDisposable?> TryLock(string name, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override Task<IReadOnlyList<RebuildState>> ReadRebuilds(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override Task ForgetRebuild(string projection, TenantId? tenant, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override Task<PruneResult> Prune(PruneQuery query, CancellationToken cancellation = default) => throw new NotImplementedException();
}
