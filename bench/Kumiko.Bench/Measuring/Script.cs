namespace Kumiko.Bench.Measuring;

/// <summary>The scripts of other programs that lie beside this one.</summary>
internal static class Script
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);
}
