using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>
/// Answers to commands say where their last event stands in the log, and a query can wait until every table that is filled behind the commands
/// knows it.
/// </summary>
internal static class PositionHeaders
{
    public const string Position = "X-Kumiko-Position";
    public const string WaitFor = "X-Kumiko-Wait-For";
    public const string WaitTimeout = "X-Kumiko-Wait-Timeout";

    public static void Write(HttpResponse response, BatchOutcome outcome)
    {
        if (outcome is { IsSuccess: true, Position: { } position })
        {
            response.Headers[Position] = position.ToString();
        }
    }

    /// <summary>What a query is to wait for; null for nothing.</summary>
    /// <exception cref="ValidationFailedException">A header is not a whole number.</exception>
    public static QueryOptions? Read(HttpRequest request) => Number(request, WaitFor) is { } position
        ? new QueryOptions
        {
            WaitFor = new EventPosition(position),
            WaitTimeout = Number(request, WaitTimeout) is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)) : null,
        }
        : null;

    private static long? Number(HttpRequest request, string header)
    {
        if (!request.Headers.TryGetValue(header, out var values))
        {
            return null;
        }

        return long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw CallReader.WrongType(header, "number", "string");
    }
}
