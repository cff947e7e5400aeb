using System.Runtime.CompilerServices;
using Kumiko.Postgres.Log;
using Kumiko.Postgres.Rows;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

/// <summary>Keeps events and rows in PostgreSQL 14 or newer.</summary>
public sealed partial class PostgresStore : Store
{
    private const int OldestMajorVersion = 14;

    // Weak, so that the shadow tables of rebuilds do not pile up.
    private readonly ConditionalWeakTable<Table, TableStatements> _statements = [];
    private readonly NpgsqlDataSource _source;
    private StoreCapabilities? _capabilities;

    /// <summary>Prepares a store. Nothing is opened before <see cref="Open"/>.</summary>
    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public PostgresStore(PostgresStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connectionString = WithDefaults(options.ConnectionString);
        GuardsRows = options.RowLevelSecurity;
        _source = NpgsqlDataSource.Create(connectionString);
        _unpooled = Unpooled(connectionString);
        _notifier = new Notifier(_source);
    }

    /// <inheritdoc/>
    public override string Name => "postgres";

    /// <inheritdoc/>
    public override StoreCapabilities Capabilities =>
        _capabilities ?? throw new InvalidOperationException("The store was not opened yet.");

    /// <inheritdoc/>
    public override async Task Open(CancellationToken cancellation = default)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            RefuseUnusableServer(connection);
            await RefuseMissingSchema(connection, cancellation);
            if (GuardsRows)
            {
                await RefuseUnguardedUser(connection, cancellation);
            }

            _capabilities = new StoreCapabilities
            {
                ConcurrentWriters = true,
                DatabaseVersion = $"PostgreSQL {connection.ServerVersion}",
            };
        }
        catch (NpgsqlException e)
        {
            throw new StoreUnavailableException(
                $"PostgreSQL does not let us in: {e.Message} Check the address, the user and whether the server runs.", e);
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> Ping(CancellationToken cancellation = default)
    {
        try
        {
            await using var command = _source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellation);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override async Task<int> ForgetAnswers(DateTimeOffset before, CancellationToken cancellation = default)
    {
        await using var connection = await Connect(cancellation);
        await using var batch = new SessionBatch(this, connection, null, TenantReach.All);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from {Sql.Answers} where created_at < $1") { Parameters = { Parameters.Instant(before) } });
        return await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public override StoreSession NewSession() => new PostgresSession(this);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _notifier.DisposeAsync();
        await _unpooled.DisposeAsync();
        await _source.DisposeAsync();
    }

    /// <summary>Whether the server keeps statements from rows beyond their session's reach.</summary>
    internal bool GuardsRows { get; }

    internal ValueTask<NpgsqlConnection> Connect(CancellationToken cancellation) => _source.OpenConnectionAsync(cancellation);

    internal TableStatements StatementsOf(Table table) => _statements.GetValue(table, static t => new TableStatements(t));

    private static string WithDefaults(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        SetUnlessGiven("Max Auto Prepare", 200);
        SetUnlessGiven("Auto Prepare Min Usages", 2);
        // Nothing here changes the state of a connection, so nothing needs to be reset when it returns to the pool.
        SetUnlessGiven("No Reset On Close", true);
        SetUnlessGiven("Application Name", "kumiko");
        return builder.ConnectionString;

        void SetUnlessGiven(string keyword, object value)
        {
            if (!builder.ShouldSerialize(keyword))
            {
                builder[keyword] = value;
            }
        }
    }

    private static void RefuseUnusableServer(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < OldestMajorVersion)
        {
            throw new StoreUnavailableException($"The server is PostgreSQL {connection.ServerVersion}; {OldestMajorVersion} is the oldest that works.");
        }

        if (connection.PostgresParameters.TryGetValue("server_encoding", out var encoding) && encoding != "UTF8")
        {
            throw new StoreUnavailableException($"The database '{connection.Database}' is encoded in {encoding}; create it with encoding UTF8.");
        }
    }

    private static async Task RefuseMissingSchema(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select current_schema() is not null", connection);
        if (await command.ExecuteScalarAsync(cancellation) is false)
        {
            throw new StoreUnavailableException("No schema of the search path exists; create the first one with CREATE SCHEMA.");
        }
    }

    private static async Task RefuseUnguardedUser(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select rolsuper or rolbypassrls from pg_roles where rolname = current_user", connection);
        if (await command.ExecuteScalarAsync(cancellation) is true)
        {
            throw new StoreUnavailableException(
                "The database user is a superuser or has BYPASSRLS, so row-level security would keep nothing from it. "
                + "Connect as a user without both, or leave row-level security off.");
        }
    }
}
