using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Kumiko.Bench.Measuring;

/// <summary>The limit of PostgreSQL itself: prepared statements, sent by its own benchmark program.</summary>
internal static partial class Pgbench
{
    public static async Task<Sample> Measure(string connectionString, string script, int clients, TimeSpan duration)
    {
        await Run(connectionString, script, clients, duration / 5);
        return await Run(connectionString, script, clients, duration);
    }

    private static async Task<Sample> Run(string connectionString, string script, int clients, TimeSpan duration)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var output = await Tool.Run(
            "pgbench",
            [
                "-n", "-M", "prepared", "-c", $"{clients}", "-j", "1", "-T", $"{Math.Max(1, duration.TotalSeconds):0}", "-f", Script.PathOf(script),
                "-D", "payload=" + Workload.EventPayload, "-D", "metadata=" + Workload.EventMetadata,
                "-D", "title=" + Workload.Title, "-D", "notes=" + Workload.Notes,
                "-h", connection.Host!, "-U", connection.Username!, connection.Database!,
            ],
            ("PGOPTIONS", $"-c search_path={connection.SearchPath}"));
        return new Sample(double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
