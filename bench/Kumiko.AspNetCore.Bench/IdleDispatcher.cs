using System.Text;

namespace Kumiko.AspNetCore.Bench;

/// <summary>Answers at once, with as much as a real handler would.</summary>
internal sealed class IdleDispatcher : IDispatcher
{
    public static readonly byte[] Record = Encoding.UTF8.GetBytes(
        """{"id":"0198f0c2-7d1e-7c3a-9b52-0a8f6d1c2e3f","version":1,"subject":"The printer is on fire","status":"open","priority":3,"createdAt":"2026-01-01T00:00:00.000Z"}""");

    private static readonly byte[] Page =
        [.. """{"rows":["""u8, .. Enumerable.Repeat<byte[]>([.. Record, (byte)','], 19).SelectMany(row => row), .. Record, .. "],\"nextCursor\":null}"u8];

    public Task<BatchOutcome> Write(
        IReadOnlyList<HandlerCall> calls, string? requestId, Caller caller, CancellationToken cancellation = default) =>
        Task.FromResult(new BatchOutcome { Results = [.. calls.Select(_ => (ReadOnlyMemory<byte>)Record)] });

    public Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, CancellationToken cancellation = default) =>
        Task.FromResult<ReadOnlyMemory<byte>>(Page);
}
