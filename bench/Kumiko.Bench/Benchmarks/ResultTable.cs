using System.Globalization;
using Kumiko.Bench.Measuring;

namespace Kumiko.Bench.Benchmarks;

/// <summary>Results as a table in Markdown.</summary>
internal sealed class ResultTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        _rows.Add(cells);
        Console.Error.WriteLine("  " + string.Join("  ", cells));
    }

    public void Print(TextWriter writer)
    {
        writer.WriteLine(Line(headings));
        writer.WriteLine(Line([.. headings.Select(_ => "---")]));
        foreach (var row in _rows)
        {
            writer.WriteLine(Line(row));
        }

        writer.WriteLine();
    }

    public static string Rate(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.PerSecond:N0}/s");

    public static string Share(Sample sample, Sample of) => string.Create(CultureInfo.InvariantCulture, $"{100 * sample.PerSecond / of.PerSecond:0} %");

    public static string Milliseconds(TimeSpan? time) => string.Create(CultureInfo.InvariantCulture, $"{time?.TotalMilliseconds:0.00} ms");

    public static string Microseconds(TimeSpan? time) => string.Create(CultureInfo.InvariantCulture, $"{time?.TotalMicroseconds:0} µs");

    private static string Line(string[] cells) => "| " + string.Join(" | ", cells) + " |";
}
