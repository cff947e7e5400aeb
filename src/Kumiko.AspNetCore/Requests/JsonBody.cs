using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kumiko.AspNetCore;

/// <summary>
/// A request's body as JSON. The document reads the server's own buffer where that lies in one piece, so the body must stay open until the
/// answer is known.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    private readonly PipeReader _reader;
    private readonly ReadOnlySequence<byte> _buffer;
    private readonly byte[]? _rented;
    private readonly JsonDocument _document;

    private JsonBody(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        _reader = reader;
        _buffer = buffer;
        try
        {
            ReadOnlyMemory<byte> text;
            if (buffer.IsSingleSegment)
            {
                text = buffer.First;
            }
            else
            {
                var length = checked((int)buffer.Length);
                _rented = ArrayPool<byte>.Shared.Rent(length);
                buffer.CopyTo(_rented);
                text = _rented.AsMemory(0, length);
            }

            _document = JsonText.Parse(text);
        }
        catch
        {
            Release();
            throw;
        }
    }

    public JsonElement Root => _document.RootElement;

    /// <param name="request">The request.</param>
    /// <param name="limit">The largest number of bytes; 0 for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async ValueTask<JsonBody> Read(HttpRequest request, long limit, CancellationToken cancellation)
    {
        var most = limit == 0 ? int.MaxValue : Math.Min(limit, int.MaxValue);
        if (request.ContentLength is not { } announced || announced > most)
        {
            TakeOverLimit(request.HttpContext);
            if (request.ContentLength > most)
            {
                throw HttpFailure.PayloadTooLarge(most);
            }
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw HttpFailure.PayloadTooLarge(most);
            }

            if (read.IsCompleted)
            {
                return new JsonBody(reader, read.Buffer);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose()
    {
        _document.Dispose();
        Release();
    }

    /// <summary>
    /// The server's own limit ends the connection, and the client may lose the answer with it. Without it, the server throws the rest of
    /// the body away for a few seconds at most, and the refusal arrives.
    /// </summary>
    private static void TakeOverLimit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }
    }

    private void Release()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _reader.AdvanceTo(_buffer.End);
    }
}
