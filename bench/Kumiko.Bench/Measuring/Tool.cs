using System.Diagnostics;

namespace Kumiko.Bench.Measuring;

/// <summary>Runs an installed program to its end.</summary>
internal static class Tool
{
    /// <exception cref="InvalidOperationException">The program failed; the message holds what it said.</exception>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {FirstLines(await errors)}\n{output}");
    }

    private static string FirstLines(string text) => string.Join('\n', text.Split('\n').Take(5));
}
