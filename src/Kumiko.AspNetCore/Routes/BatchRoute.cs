using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>Commands that are all carried out, or none of them.</summary>
internal sealed class BatchRoute(IDispatcher dispatcher, FailureResponses failures, IOptions<KumikoHttpOptions> options) : DispatcherRoute(options)
{
    private const string Commands = "commands";

    private readonly int _maxCommands = options.Value.MaxBatchCommands;

    protected override async Task Answer(HttpContext context, JsonElement body)
    {
        var calls = ReadCalls(body);
        var requestId = CallReader.RequestId(body);
        var outcome = calls.Length == 0
            ? new BatchOutcome { Results = [] }
            : await dispatcher.Write(calls, requestId, context.GetCaller(), context.RequestAborted);

        PositionHeaders.Write(context.Response, outcome);
        await (outcome.Error is { } error
            ? failures.Send(context, error, FailureEnvelope.Outcome, writer => WriteFailure(writer, outcome, error))
            : JsonResponse.Send(context.Response, StatusCodes.Status200OK, writer => WriteSuccess(writer, outcome)));
    }

    private HandlerCall[] ReadCalls(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw CallReader.WrongType(FieldIssue.Root, "object", CallReader.NameOf(body));
        }

        body.TryGetProperty("commands"u8, out var commands);
        if (commands.ValueKind != JsonValueKind.Array)
        {
            // The client knows this one issue with JavaScript's word for the type, where null is an object.
            var received = commands.ValueKind == JsonValueKind.Null ? "object" : CallReader.NameOf(commands);
            throw CallReader.WrongType(Commands, "array", received);
        }

        var count = commands.GetArrayLength();
        if (count > _maxCommands)
        {
            throw new ValidationFailedException(new FieldIssue(Commands, IssueCodes.TooBig, CallReader.Maximum(_maxCommands)));
        }

        var calls = new HandlerCall[count];
        var index = 0;
        foreach (var command in commands.EnumerateArray())
        {
            calls[index] = CallReader.Read(command, $"{Commands}.{index}.");
            index++;
        }

        return calls;
    }

    private static void WriteSuccess(Utf8JsonWriter writer, BatchOutcome outcome)
    {
        writer.WriteBoolean("isSuccess", true);
        writer.WriteStartArray("results");
        WriteCompleted(writer, outcome);
        writer.WriteEndArray();
    }

    private static void WriteCompleted(Utf8JsonWriter writer, BatchOutcome outcome)
    {
        foreach (var result in outcome.Results)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isSuccess", true);
            writer.WritePropertyName("data");
            writer.WriteRawValue(result.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }
    }

    private void WriteFailure(Utf8JsonWriter writer, BatchOutcome outcome, KumikoException error)
    {
        if (outcome.FailedIndex is { } failed)
        {
            writer.WriteNumber("failedIndex", failed);
        }

        writer.WriteStartArray("results");
        WriteCompleted(writer, outcome);
        if (outcome.FailedIndex is not null)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("isSuccess", false);
            writer.WriteStartObject("error");
            failures.WriteMembers(writer, error);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
