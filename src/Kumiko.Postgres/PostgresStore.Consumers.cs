using Kumiko.Postgres.Consumers;
using Kumiko.Postgres.Tasks;
using Kumiko.Storage;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public override ConsumerDirectory Consumers => field ??= new PostgresConsumers(this);

    /// <inheritdoc/>
    public override TaskDirectory Tasks => field ??= new PostgresTasks(this);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<RebuildState>> ReadRebuilds(CancellationToken cancellation = default)
    {
        await using var connection = await Connect(cancellation);
        await using var command = RebuildStatements.Read(connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rebuilds = new List<RebuildState>();
        while (await reader.ReadAsync(cancellation))
        {
            rebuilds.Add(RebuildStatements.ReadState(reader));
        }

        return rebuilds;
    }

    /// <inheritdoc/>
    public override async Task ForgetRebuild(string projection, TenantId? tenant, CancellationToken cancellation = default)
    {
        await using var connection = await Connect(cancellation);
        await using var command = RebuildStatements.Forget(connection, projection, tenant);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
