using System.Collections.Frozen;
using System.Data.Common;
using Npgsql;

namespace Kumiko.Postgres;

/// <summary>Reads the two forms in which operators write where a database is. Messages never repeat the text: it holds a password.</summary>
internal static class ConnectionText
{
    // libpq's names for what Npgsql calls otherwise; every other name of the query is taken as Npgsql's own.
    private static readonly FrozenDictionary<string, string> LibpqNames = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["search_path"] = "Search Path",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["user"] = "Username",
        ["dbname"] = "Database",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Ours, and none of Npgsql's.
    private static readonly string[] RowLevelSecurity = ["Row Level Security", "row_level_security"];

    public static (string ConnectionString, bool RowLevelSecurity) Read(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var isGuarded = false;
        var builder = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
            ? FromUri(text, ref isGuarded)
            : FromKeywords(text, ref isGuarded);
        return string.IsNullOrEmpty(builder.Host)
            ? throw new ArgumentException("The PostgreSQL connection string names no host.", nameof(text))
            : (builder.ConnectionString, isGuarded);
    }

    private static bool IsOn(string value) => value.ToLowerInvariant() switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        _ => throw new ArgumentException("The PostgreSQL address says neither 'on' nor 'off' of row_level_security.", nameof(value)),
    };

    private static NpgsqlConnectionStringBuilder FromKeywords(string text, ref bool isGuarded)
    {
        try
        {
            var all = new DbConnectionStringBuilder { ConnectionString = text };
            foreach (var name in RowLevelSecurity)
            {
                if (all.TryGetValue(name, out var value))
                {
                    isGuarded = IsOn((string)value);
                    all.Remove(name);
                }
            }

            return new NpgsqlConnectionStringBuilder(all.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            throw new ArgumentException(
                "This is not a PostgreSQL connection string: write postgres://user:password@host:port/database or Host=…;Database=…;Username=….",
                nameof(text), e);
        }
    }

    private static NpgsqlConnectionStringBuilder FromUri(string text, ref bool isGuarded)
    {
        // Uri wants a host, but a socket's folder is named in the query: postgres://user@/database?host=/var/run/postgresql
        var hostless = text.Contains("@/", StringComparison.Ordinal) || text.Contains(":///", StringComparison.Ordinal);
        var complete = hostless ? text.Replace("@/", "@localhost/", StringComparison.Ordinal).Replace(":///", "://localhost/", StringComparison.Ordinal) : text;
        if (!Uri.TryCreate(complete, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new ArgumentException("This is not a PostgreSQL address: write postgres://user:password@host:port/database.", nameof(text));
        }

        var builder = new NpgsqlConnectionStringBuilder { Host = hostless ? null : uri.IdnHost };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        if (uri.AbsolutePath.Length > 1)
        {
            builder.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        AddUser(builder, uri.UserInfo);
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            AddSetting(builder, setting, ref isGuarded);
        }

        return builder;
    }

    private static void AddUser(NpgsqlConnectionStringBuilder builder, string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return;
        }

        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        builder.Username = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]);
        if (colon >= 0)
        {
            builder.Password = Uri.UnescapeDataString(userInfo[(colon + 1)..]);
        }
    }

    private static void AddSetting(NpgsqlConnectionStringBuilder builder, string setting, ref bool isGuarded)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(equals < 0 ? setting : setting[..equals]);
        var value = equals < 0 ? "" : Uri.UnescapeDataString(setting[(equals + 1)..]);
        if (RowLevelSecurity.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            isGuarded = IsOn(value);
            return;
        }

        var keyword = LibpqNames.GetValueOrDefault(name, name);
        try
        {
            // libpq writes verify-full where Npgsql's enum says VerifyFull.
            builder[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            throw new ArgumentException($"The PostgreSQL address has a setting '{name}' that is unknown or has an impossible value.", nameof(setting), e);
        }
    }
}
