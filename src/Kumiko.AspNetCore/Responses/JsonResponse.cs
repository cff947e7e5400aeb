using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kumiko.AspNetCore;

/// <summary>Sends JSON with its length known.</summary>
internal static class JsonResponse
{
    private const string ContentType = "application/json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes an object; <paramref name="members"/> stands inside its braces.</summary>
    public static Task Send(HttpResponse response, int status, Action<Utf8JsonWriter> members)
    {
        response.StatusCode = status;
        return Send(response, BytesOf(writer =>
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }));
    }

    public static ReadOnlyMemory<byte> BytesOf(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }

    public static Task Send(HttpResponse response, ReadOnlyMemory<byte> json)
    {
        response.ContentType = ContentType;
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, response.HttpContext.RequestAborted).AsTask();
    }

    /// <summary>Sends JSON that is ready but for what stands around it.</summary>
    public static void Send(HttpResponse response, ReadOnlySpan<byte> before, ReadOnlySpan<byte> json, ReadOnlySpan<byte> after)
    {
        var length = before.Length + json.Length + after.Length;
        response.ContentType = ContentType;
        response.ContentLength = length;
        var target = response.BodyWriter.GetSpan(length);
        before.CopyTo(target);
        json.CopyTo(target[before.Length..]);
        after.CopyTo(target[(before.Length + json.Length)..]);
        response.BodyWriter.Advance(length);
    }
}
