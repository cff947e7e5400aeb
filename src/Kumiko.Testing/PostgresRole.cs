namespace Kumiko.Testing;

/// <summary>As whom a test uses its schema.</summary>
public enum PostgresRole
{
    /// <summary>The server's own user, mostly a superuser.</summary>
    Administrator,

    /// <summary>A user who owns the schema and has no special rights, as an application in production should: row-level security holds for it.</summary>
    Application,
}
