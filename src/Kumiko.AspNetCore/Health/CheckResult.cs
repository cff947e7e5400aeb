using System.Text.Json;

namespace Kumiko.AspNetCore;

internal sealed record CheckResult(string Name, TimeSpan Latency, string? Error)
{
    public bool IsOk => Error is null;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteBoolean("ok", IsOk);
        writer.WriteNumber("latencyMs", Math.Round(Latency.TotalMilliseconds, 1));
        if (Error is not null)
        {
            writer.WriteString("error", Error);
        }

        writer.WriteEndObject();
    }
}
