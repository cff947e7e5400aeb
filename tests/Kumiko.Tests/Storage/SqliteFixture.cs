using Kumiko.Sqlite;
using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public sealed class SqliteFixture : StoreFixture
{
    public override Task<TestDatabase> CreateDatabase() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kumiko-");

    public string File => Path.Combine(_directory.FullName, "app.db");

    public override Store NewStore() => new SqliteStore(new SqliteStoreOptions { DataSource = File });

    public override Task RunSql(string sql)
    {
        SqliteLibrary.Require();
        using var connection = Connection.OpenWriter(new SqliteStoreOptions { DataSource = File });
        connection.RunOnce(sql);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
