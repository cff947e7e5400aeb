using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace Kumiko.AspNetCore;

/// <summary>The form of ids that come from outside: safe in headers, log lines and the log of events.</summary>
internal static class SafeText
{
    public const int MaxLength = 128;
    public const string Pattern = "^[A-Za-z0-9._:-]{1,128}$";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static bool IsSafe(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(Allowed);

    public static string? Read(StringValues header) =>
        header.Count == 1 && header[0] is { } text && IsSafe(text) ? text : null;
}
