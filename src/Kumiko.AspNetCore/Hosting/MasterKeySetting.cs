using Kumiko.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Kumiko.AspNetCore;

/// <summary>
/// The master keys that <c>KUMIKO_MASTER_KEY</c> or <c>Kumiko:MasterKey</c> gives; in development else one in a file beside the database, which is made when there
/// is none.
/// </summary>
internal static class MasterKeySetting
{
    private const string FileName = "app.master-key";

    public static void Apply(KumikoOptions options, IConfiguration configuration, IHostEnvironment environment)
    {
        if ((configuration["KUMIKO_MASTER_KEY"] ?? configuration["Kumiko:MasterKey"]) is { Length: > 0 } text)
        {
            options.MasterKeys = MasterKeys.Parse(text);
        }
        else if (environment.IsDevelopment())
        {
            options.MasterKeyFile = FileBeside(StoreFactory.DatabaseOf(configuration), environment);
        }
    }

    private static string FileBeside(string database, IHostEnvironment environment) => database.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase)
        ? Path.ChangeExtension(SqliteStoreOptions.Parse(database).DataSource, ".master-key")
        : Path.Combine(environment.ContentRootPath, FileName);
}
