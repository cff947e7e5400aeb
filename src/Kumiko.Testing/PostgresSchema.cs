using Npgsql;

namespace Kumiko.Testing;

/// <summary>An empty schema on a test server; disposing it drops it with everything inside.</summary>
public sealed class PostgresSchema : IAsyncDisposable
{
    private readonly PostgresServer _server;

    internal PostgresSchema(PostgresServer server, string name, PostgresRole role)
    {
        _server = server;
        Name = name;
        AdministratorConnectionString = $"{server.ConnectionString};Search Path={name}";
        ConnectionString = role == PostgresRole.Administrator
            ? AdministratorConnectionString
            : new NpgsqlConnectionStringBuilder(AdministratorConnectionString)
            {
                Username = PostgresServer.ApplicationUser,
                Password = PostgresServer.ApplicationUser,
            }.ConnectionString;
    }

    /// <summary>The schema's name.</summary>
    public string Name { get; }

    /// <summary>An Npgsql connection string whose search path is the schema.</summary>
    public string ConnectionString { get; }

    /// <summary>The same as the server's own user, whatever the role: for looking at what row-level security hides.</summary>
    public string AdministratorConnectionString { get; }

    /// <summary>Drops the schema. Dispose the store first.</summary>
    public async ValueTask DisposeAsync() => await _server.Run($"drop schema if exists {Name} cascade");
}
