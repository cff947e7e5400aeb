using System.Net.Sockets;
using System.Text;

namespace Kumiko.AspNetCore.Tests.Support;

/// <summary>Speaks HTTP without a client's manners.</summary>
internal static class RawConnection
{
    public static async Task<Answer> Send(Uri address, IReadOnlyList<byte[]> parts)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        var stream = client.GetStream();
        foreach (var part in parts)
        {
            await stream.WriteAsync(part, cancellation);
        }

        var received = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            if (Parse(Encoding.UTF8.GetString([.. received])) is { } answer)
            {
                return answer;
            }

            var count = await stream.ReadAsync(buffer, cancellation);
            count.ShouldBeGreaterThan(0, "the connection ended before the answer did");
            received.AddRange(buffer.AsSpan(0, count));
        }
    }

    /// <summary>Null while the answer is not complete. Answers here always have a length.</summary>
    private static Answer? Parse(string text)
    {
        var headEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (headEnd < 0)
        {
            return null;
        }

        var lines = text[..headEnd].Split("\r\n");
        var headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToLookup(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);
        var body = text[(headEnd + 4)..];
        var length = int.Parse(headers["Content-Length"].Single());
        return Encoding.UTF8.GetByteCount(body) < length ? null : new Answer(int.Parse(lines[0].Split(' ')[1]), headers, body);
    }
}
