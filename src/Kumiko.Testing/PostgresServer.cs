using System.Diagnostics;
using Npgsql;

namespace Kumiko.Testing;

/// <summary>
/// A private PostgreSQL for tests and benchmarks: made from the installed server programs in a temporary folder, reachable by this user
/// only, and gone afterwards, even when this process is killed. Needs a POSIX shell and an installed PostgreSQL.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The environment variable that names a server to use instead, as an Npgsql connection string.</summary>
    public const string EnvironmentVariable = "KUMIKO_TEST_POSTGRES";

    internal const string ApplicationUser = "kumiko_application";

    private const string Ready = "ready ";

    // Several runs may share a server, and meet here.
    private const string CreateApplicationUser =
        $"""
        do $$ begin
          if not exists (select 1 from pg_roles where rolname = '{ApplicationUser}') then
            create role {ApplicationUser} login password '{ApplicationUser}';
          end if;
        exception when duplicate_object or unique_violation then null;
        end $$
        """;

    private readonly Process? _keeper;

    private PostgresServer(string connectionString, Process? keeper)
    {
        ConnectionString = connectionString;
        _keeper = keeper;
    }

    /// <summary>The Npgsql connection string of the server's first database. The user may create databases and schemas.</summary>
    public string ConnectionString { get; }

    /// <summary>The server named by <see cref="EnvironmentVariable"/>, or a private one.</summary>
    /// <exception cref="InvalidOperationException">The server did not start; the message says why.</exception>
    public static Task<PostgresServer> StartOrShare(PostgresDurability durability = PostgresDurability.None, CancellationToken cancellation = default) =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } connectionString
            ? Task.FromResult(new PostgresServer(connectionString, keeper: null))
            : Start(durability, cancellation);

    /// <summary>Starts a private server and returns when it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">The server did not start; the message says why.</exception>
    public static async Task<PostgresServer> Start(PostgresDurability durability = PostgresDurability.None, CancellationToken cancellation = default)
    {
        var keeper = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", Script(), "private-postgres", durability == PostgresDurability.Full ? "durable" : "fast" },
            // The keeper stops the server when this end of the pipe closes, however this process ends.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("No shell could be started for the private PostgreSQL.");
        try
        {
            var errors = keeper.StandardError.ReadToEndAsync(cancellation);
            var line = await keeper.StandardOutput.ReadLineAsync(cancellation);
            if (line?.StartsWith(Ready, StringComparison.Ordinal) == true)
            {
                return new PostgresServer(line[Ready.Length..], keeper);
            }

            throw new InvalidOperationException($"The private PostgreSQL did not start. {await errors}");
        }
        catch
        {
            keeper.StandardInput.Close();
            keeper.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty schema: a database of its own for a test, in a few milliseconds.</summary>
    public Task<PostgresSchema> CreateSchema(CancellationToken cancellation = default) => CreateSchema(PostgresRole.Administrator, cancellation);

    /// <inheritdoc cref="CreateSchema(CancellationToken)"/>
    /// <param name="role">As whom it is used.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<PostgresSchema> CreateSchema(PostgresRole role, CancellationToken cancellation = default)
    {
        var name = $"test_{Guid.CreateVersion7():n}";
        await Run(role == PostgresRole.Administrator ? $"create schema {name}" : $"{CreateApplicationUser}; create schema {name} authorization {ApplicationUser}", cancellation);
        return new PostgresSchema(this, name, role);
    }

    /// <summary>Stops a private server and removes its folder; leaves a shared one alone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_keeper is null)
        {
            return;
        }

        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    internal async Task Run(string statement, CancellationToken cancellation = default)
    {
        // Unpooled: whoever drops a schema must not keep a connection for every one of them.
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Script()
    {
        using var stream = typeof(PostgresServer).Assembly.GetManifestResourceStream("private-postgres.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
