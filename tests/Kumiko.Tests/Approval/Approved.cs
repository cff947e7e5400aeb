using System.Runtime.CompilerServices;

namespace Kumiko.Tests.Approval;

/// <summary>
/// Texts that are generated and kept under version control. A test fails when one differs; with <c>KUMIKO_APPROVE=1</c> in the
/// environment it is written anew instead.
/// </summary>
internal static class Approved
{
    private const string Variable = "KUMIKO_APPROVE";

    /// <param name="path">The file, relative to the root of the repository.</param>
    /// <param name="text">What it should hold.</param>
    /// <param name="here">Filled in by the compiler.</param>
    public static void Matches(string path, string text, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(RootAbove(here), path);
        var wanted = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, wanted);
        }

        var found = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (found != wanted)
        {
            Assert.Fail($"{path} is not up to date: {FirstDifference(found, wanted)}\nIf the change is intended, run the tests with {Variable}=1.");
        }
    }

    /// <summary>The root of the repository.</summary>
    public static string Root([CallerFilePath] string here = "") => RootAbove(here);

    /// <summary>The nearest folder above that holds the solution.</summary>
    private static string RootAbove(string path)
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(path)!); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kumiko.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{path}' holds Kumiko.slnx.");
    }

    private static string FirstDifference(string found, string wanted)
    {
        var have = found.Split('\n');
        var want = wanted.Split('\n');
        var line = 0;
        while (line < have.Length && line < want.Length && have[line] == want[line])
        {
            line++;
        }

        return $"line {line + 1} is\n  {have.ElementAtOrDefault(line) ?? "(missing)"}\nand should be\n  {want.ElementAtOrDefault(line) ?? "(missing)"}";
    }
}
