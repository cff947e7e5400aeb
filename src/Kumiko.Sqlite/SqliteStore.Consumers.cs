using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <inheritdoc/>
    public override ConsumerDirectory Consumers => field ??= new SqliteConsumers(this, _clock);

    /// <inheritdoc/>
    public override TaskDirectory Tasks => field ??= new SqliteTasks(this, _clock);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<RebuildState>> ReadRebuilds(CancellationToken cancellation = default) =>
        Read(RebuildStatements.Read, cancellation);

    /// <inheritdoc/>
    public override Task ForgetRebuild(string projection, TenantId? tenant, CancellationToken cancellation = default) => Write(
        connection =>
        {
            RebuildStatements.Forget(connection, projection, tenant);
            return true;
        },
        cancellation);

    /// <summary>Reads beside the writer.</summary>
    internal Task<T> Read<T>(Func<Connection, T> read, CancellationToken cancellation) =>
        new SqliteSession(_readers, _writer, _rows).Read(read, cancellation);
}
