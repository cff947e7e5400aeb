using Kumiko.Postgres.Schema;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

/// <summary>
/// Statements that go out together. Where rows are guarded, they begin by saying whose rows are within reach: in the same round trip and the same
/// transaction, which takes the setting along when it ends.
/// </summary>
internal sealed class SessionBatch : IAsyncDisposable
{
    private const string SetReach = $"select set_config('{RowGuard.Setting}', $1, true)";

    private readonly NpgsqlBatch _batch;
    private readonly bool _isGuarded;

    public SessionBatch(PostgresStore store, NpgsqlConnection connection, NpgsqlTransaction? transaction, TenantReach reach)
    {
        _batch = new NpgsqlBatch(connection, transaction);
        _isGuarded = store.GuardsRows;
        if (_isGuarded)
        {
            _batch.BatchCommands.Add(Reaching(reach));
        }
    }

    public NpgsqlConnection Connection => _batch.Connection!;

    public NpgsqlBatchCommandCollection BatchCommands => _batch.BatchCommands;

    /// <summary>The statement that says whose rows are within reach.</summary>
    public static NpgsqlBatchCommand Reaching(TenantReach reach) => new(SetReach)
    {
        Parameters = { Parameters.Text(reach.IsAll ? RowGuard.All : $"{{{string.Join(',', reach.Tenants)}}}") },
    };

    /// <summary>The first result is that of the first statement which was added.</summary>
    public async Task<NpgsqlDataReader> ExecuteReaderAsync(CancellationToken cancellation)
    {
        var reader = await _batch.ExecuteReaderAsync(cancellation);
        if (!_isGuarded)
        {
            return reader;
        }

        try
        {
            await reader.NextResultAsync(cancellation);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    public async Task<object?> ExecuteScalarAsync(CancellationToken cancellation)
    {
        if (!_isGuarded)
        {
            return await _batch.ExecuteScalarAsync(cancellation);
        }

        await using var reader = await ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? reader.GetValue(0) : null;
    }

    public Task<int> ExecuteNonQueryAsync(CancellationToken cancellation) => _batch.ExecuteNonQueryAsync(cancellation);

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
