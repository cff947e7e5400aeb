using System.Globalization;
using Kumiko.Bench.Benchmarks;

namespace Kumiko.Bench;

/// <summary>What was asked for.</summary>
internal sealed class CommandLine
{
    private static readonly string[] AllDatabases = ["postgres", "sqlite"];

    private string[] _databases = AllDatabases;

    public IReadOnlyList<Benchmark> Benchmarks { get; private set; } = [];

    public TimeSpan Duration { get; private set; } = TimeSpan.FromSeconds(5);

    public int Rounds { get; private set; } = 3;

    public bool Wants(string database) => _databases.Contains(database);

    public static CommandLine Read(string[] args, IReadOnlyList<Benchmark> all)
    {
        var line = new CommandLine();
        var words = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--seconds":
                    line.Duration = TimeSpan.FromSeconds(double.Parse(args[++i], CultureInfo.InvariantCulture));
                    break;
                case "--rounds":
                    line.Rounds = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                default:
                    words.Add(args[i]);
                    break;
            }
        }

        var unknown = words.Except(AllDatabases).Except(all.Select(b => b.Name)).ToList();
        if (unknown.Count > 0)
        {
            throw new ArgumentException($"There is no '{unknown[0]}'. Name any of: {string.Join(", ", all.Select(b => b.Name).Concat(AllDatabases))}.");
        }

        line.Benchmarks = words.Exists(w => !AllDatabases.Contains(w)) ? [.. all.Where(b => words.Contains(b.Name))] : all;
        line._databases = words.Exists(AllDatabases.Contains) ? [.. AllDatabases.Where(words.Contains)] : AllDatabases;
        return line;
    }
}
