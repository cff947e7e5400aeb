using Kumiko.Storage;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public override Task<IAsyncDisposable?> TryLock(string name, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override Task<IReadOnlyList<RebuildState>> ReadRebuilds(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override Task ForgetRebuild(string projection, TenantId? tenant, CancellationToken cancellation = default) => throw new NotImplementedException();

}
