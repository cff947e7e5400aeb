using System.Globalization;

namespace Kumiko.Sqlite;

public sealed partial record SqliteStoreOptions
{
    private const string Scheme = "sqlite:";

    /// <summary>
    /// Reads <c>sqlite:path?option=value&amp;…</c>. The path is taken as it is, relative to the working directory or absolute.
    /// Options: <c>synchronous</c> (<c>normal</c> or <c>full</c>) and <c>busy_timeout</c> (whole seconds).
    /// </summary>
    /// <exception cref="ArgumentException">The text has another form, or names an option or a value that does not exist.</exception>
    public static SqliteStoreOptions Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{text}' is not a SQLite database. Write sqlite:app.db or sqlite:/data/app.db.");
        }

        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? text[Scheme.Length..] : text[Scheme.Length..question];
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{text}' has slashes like a web address. Write sqlite:app.db, or sqlite:/data/app.db for an absolute path.");
        }

        var options = new SqliteStoreOptions { DataSource = path };
        if (question < 0)
        {
            return options;
        }

        foreach (var option in text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            options = options.With(option);
        }

        return options;
    }

    private SqliteStoreOptions With(string option)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? (option, "") : (option[..equals], option[(equals + 1)..]);
        return name.ToLowerInvariant() switch
        {
            "synchronous" => this with { Synchronous = ParseSynchronous(value) },
            "busy_timeout" => this with { BusyTimeout = ParseSeconds(value) },
            "mode" when value.Equals("memory", StringComparison.OrdinalIgnoreCase) => this with { DataSource = ":memory:" },
            _ => throw new ArgumentException($"'{name}' is not an option of a SQLite database. Known options: synchronous, busy_timeout."),
        };
    }

    private static SqliteSynchronous ParseSynchronous(string value) => value.ToLowerInvariant() switch
    {
        "normal" => SqliteSynchronous.Normal,
        "full" => SqliteSynchronous.Full,
        _ => throw new ArgumentException($"'{value}' is not a value of synchronous. Known values: normal, full."),
    };

    private static TimeSpan ParseSeconds(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException($"'{value}' is not a value of busy_timeout. Write whole seconds, at most 86400.");
}
