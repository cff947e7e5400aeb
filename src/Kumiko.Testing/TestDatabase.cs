using Kumiko.Postgres;
using Kumiko.Sqlite;
using Kumiko.Storage;

namespace Kumiko.Testing;

/// <summary>A database of a test's own, thrown away with it.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private protected TestDatabase()
    {
    }

    /// <summary>A SQLite file in the folder for temporary files.</summary>
    public static TestDatabase Sqlite() => new SqliteFile();

    /// <summary>A schema of its own on a private PostgreSQL server.</summary>
    /// <param name="server">The server; share one between all tests of a run.</param>
    public static async Task<TestDatabase> Postgres(PostgresServer server) => new PostgresSchemaDatabase(await server.CreateSchema(), "");

    /// <summary>As <see cref="Postgres"/>, of a user without special rights, and with row-level security behind every statement.</summary>
    /// <param name="server">The server.</param>
    public static async Task<TestDatabase> GuardedPostgres(PostgresServer server) =>
        new PostgresSchemaDatabase(await server.CreateSchema(PostgresRole.Application), ";Row Level Security=on");

    /// <summary>Where the database is, as the environment variable <c>KUMIKO_DATABASE</c> would say it to another process.</summary>
    public abstract string Address { get; }

    /// <summary>What sealed fields are sealed with; the same for all applications on the database.</summary>
    public MasterKeys MasterKeys { get; } = MasterKeys.Parse(MasterKeys.Generate());

    /// <summary>Opens another store on the database: as another process would.</summary>
    public abstract Store OpenStore();

    /// <summary>Removes the database.</summary>
    public abstract ValueTask DisposeAsync();

    private sealed class SqliteFile : TestDatabase
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("kumiko-test-").FullName;

        public override string Address => $"sqlite:{File}";

        private string File => Path.Combine(_folder, "test.db");

        public override Store OpenStore() => new SqliteStore(new SqliteStoreOptions { DataSource = File });

        public override ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class PostgresSchemaDatabase(PostgresSchema schema, string settings) : TestDatabase
    {
        public override string Address => schema.ConnectionString + settings;

        public override Store OpenStore() => new PostgresStore(PostgresStoreOptions.Parse(Address));

        public override ValueTask DisposeAsync() => schema.DisposeAsync();
    }
}
