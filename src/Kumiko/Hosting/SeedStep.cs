using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Writes a seed once per database. That it was written is an event of the same transaction.</summary>
internal sealed class SeedStep(Dispatcher dispatcher, TimeProvider clock)
{
    private const string AggregateType = "kumiko-seed";
    private const string EventType = "kumiko:system:seeded";

    public Task Run(Seed seed, CancellationToken cancellation) =>
        dispatcher.RunAsSystem(TenantId.System, context => Write(seed, context), cancellation);

    private async Task Write(Seed seed, WriteContext context)
    {
        var stream = new StreamId(TenantId.System, DeterministicId.Of($"{AggregateType}:{seed.Name}"));
        var session = await context.Services.Unit.ForReading(context.Cancellation);
        if (await session.ReadStreamVersion(stream, context.Cancellation) > StreamVersion.None)
        {
            return;
        }

        await context.Services.Unit.FlushAll(context.Cancellation);
        try
        {
            // At once: another node that writes the same seed at the same moment waits here, and not at the first row that both write.
            await context.Services.Unit.AddNow([new WriteOperation.Append(EventOf(seed, stream, context))], context.Cancellation);
        }
        catch (StreamConflictException)
        {
            return;
        }

        await seed.Write(new SeedContext(context, seed.Name));
    }

    private NewEvent EventOf(Seed seed, StreamId stream, WriteContext context) => new()
    {
        Stream = stream,
        AggregateType = AggregateType,
        Version = new StreamVersion(1),
        Type = EventType,
        Payload = JsonText.BytesOf(seed.Name, static (writer, name) =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }),
        Metadata = context.Actor.MetadataJson,
        CreatedAt = Instants.ToMilliseconds(clock.GetUtcNow()),
        CreatedBy = UserId.System,
    };
}
