using Kumiko.Postgres;
using Kumiko.Sqlite;
using Kumiko.Storage;
using Microsoft.Extensions.Configuration;

namespace Kumiko.AspNetCore;

/// <summary>Chooses the store that the configuration names. Nothing else in an application knows which one runs.</summary>
internal static class StoreFactory
{
    public const string Default = "sqlite:app.db";

    public static Store Create(IConfiguration configuration) => Create(DatabaseOf(configuration));

    public static string DatabaseOf(IConfiguration configuration) => configuration["KUMIKO_DATABASE"] ?? configuration["Kumiko:Database"] ?? Default;

    private static Store Create(string database) => database.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase)
        ? new SqliteStore(SqliteStoreOptions.Parse(database))
        : new PostgresStore(PostgresStoreOptions.Parse(database));
}
