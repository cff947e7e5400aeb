namespace Kumiko;

/// <summary>A place in source code.</summary>
/// <param name="File">The file's path as the compiler saw it.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record SourceLocation(string File, int Line)
{
    /// <summary>The file's name and the line.</summary>
    public override string ToString() => $"{Path.GetFileName(File)}:{Line}";

    internal static SourceLocation? From(string file, int line) => file.Length == 0 ? null : new SourceLocation(file, line);
}
