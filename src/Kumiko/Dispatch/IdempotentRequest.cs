using System.Security.Cryptography;
using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// A request that carries an id. Its success is stored in the transaction of its writes, its final failure right after; a repetition
/// gets the stored answer. Denials and server faults are never stored: they may end.
/// </summary>
internal sealed class IdempotentRequest(Store store, RequestKey key, IReadOnlyList<HandlerCall> calls, TimeProvider clock, string? viewer, Vault? vault)
{
    private readonly byte[] _fingerprint = FingerprintOf(calls);

    /// <param name="results">The answers of the commands.</param>
    /// <param name="keys">The keys of those whom they may be about; null for none.</param>
    public RecordedAnswer Success(IReadOnlyList<ReadOnlyMemory<byte>> results, KeyRing? keys)
    {
        var answer = Answer(new BatchOutcome { Results = results });
        return answer with { Answer = SealedBox.Seal(answer.Answer, keys, Place) };
    }

    private string Place => $"answer|{key.Tenant.Value:N}|{key.User.Value}|{key.RequestId}";

    /// <summary>
    /// Decides what a failed request is answered with. It may have failed just because it is a repetition: then the stored answer counts.
    /// </summary>
    public async Task<BatchOutcome> Settle(BatchOutcome outcome, CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        if (await session.ReadAnswer(key, cancellation) is { } stored)
        {
            return await Replay(stored, session, cancellation);
        }

        if (!IsFinal(outcome.Error!))
        {
            return outcome;
        }

        try
        {
            await session.Execute([new WriteOperation.RecordAnswer(Answer(outcome))], cancellation);
            return outcome;
        }
        catch (DuplicateRequestException)
        {
            return await session.ReadAnswer(key, cancellation) is { } concurrent ? await Replay(concurrent, session, cancellation) : outcome;
        }
    }

    private static bool IsFinal(KumikoException error) =>
        error.Status is 400 or 404 or 409 or 422 && error is not UnconfiguredException && error.Reason is not ("handler_not_found" or "request_in_progress" or Dispatcher.Contention);

    private RecordedAnswer Answer(BatchOutcome outcome) => new(key, _fingerprint, RecordedOutcome.Write(outcome, viewer), clock.GetUtcNow());

    /// <summary>Where the request's events stand was not known when the answer was stored; they are in the log, so its end is behind them.</summary>
    private async Task<BatchOutcome> Replay(RecordedAnswer stored, StoreSession session, CancellationToken cancellation)
    {
        if (!CryptographicOperations.FixedTimeEquals(stored.Fingerprint, _fingerprint))
        {
            return new BatchOutcome
            {
                Results = [],
                Error = new UnprocessableException("request_id_reused", "The request id was used before, for something else. Choose a new one."),
            };
        }

        var outcome = await Open(stored, session, cancellation) is { } answer
            ? RecordedOutcome.Read(answer, viewer)
            : new BatchOutcome { Results = [.. calls.Select(_ => (ReadOnlyMemory<byte>)"null"u8.ToArray())], IsReplay = true };
        return outcome.IsSuccess ? outcome with { Position = await session.ReadLogEnd(cancellation) } : outcome;
    }

    /// <summary>Null when somebody was forgotten whom it was about: the request was carried out, and that is all that is left of its answer.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> Open(RecordedAnswer stored, StoreSession session, CancellationToken cancellation) =>
        vault is null ? stored.Answer : await SealedBox.Open(stored.Answer, new UnitOfWork(session).KeysOf(vault), Place, cancellation);

    private static byte[] FingerprintOf(IReadOnlyList<HandlerCall> calls)
    {
        var json = JsonText.BytesOf(calls, static (writer, calls) =>
        {
            writer.WriteStartArray();
            foreach (var call in calls)
            {
                writer.WriteStringValue(call.Type);
                if (call.Payload.ValueKind == JsonValueKind.Undefined)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    CanonicalJson.Write(writer, call.Payload, FieldIssue.Root, new IssueList());
                }
            }

            writer.WriteEndArray();
        });
        return SHA256.HashData(json.Span);
    }
}
