namespace Kumiko.Postgres;

/// <summary>Where a <see cref="PostgresStore"/> finds its database.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>
    /// An Npgsql connection string. Pool size, time-outs and the search path belong in here; the tables live in the first schema
    /// of the search path. Behind a proxy that pools transactions, say <c>Max Auto Prepare=0;No Reset On Close=true</c>.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Whether the server itself keeps every statement to the tenants that its session works for, behind the conditions that each statement has anyway.
    /// The tables get their policies where tables are made. The user must be no superuser and must not have BYPASSRLS: they see everything.
    /// </summary>
    public bool RowLevelSecurity { get; init; }

    /// <summary>
    /// Reads <c>postgres://user:password@host:port/database?sslmode=require&amp;search_path=app</c> or an Npgsql connection string. Either may say
    /// <c>row_level_security=on</c>, too.
    /// </summary>
    /// <exception cref="ArgumentException">The text is neither, or has an unknown setting. The message does not repeat the text.</exception>
    public static PostgresStoreOptions Parse(string text)
    {
        var (connectionString, isGuarded) = ConnectionText.Read(text);
        return new PostgresStoreOptions { ConnectionString = connectionString, RowLevelSecurity = isGuarded };
    }
}
