using Kumiko.Storage;

namespace Kumiko;

/// <summary>The table of a consumer, which knows what the log says up to the consumer's cursor.</summary>
internal sealed class ConsumerTarget(ConsumerDefinition consumer, Registry registry) : RebuildTarget
{
    public override string Name => consumer.Name;

    public override Table Live => consumer.Table!;

    public override LogQuery Events { get; } = new() { Types = consumer.EventTypes };

    public override ConsumerKey? Consumer { get; } = new(consumer.Name);

    public override PageFold FoldInto(Table table) => new HandlerFold(table, registry.Vault, (stored, unit, states, cancellation) =>
    {
        if (!consumer.Handles(stored))
        {
            return ValueTask.CompletedTask;
        }

        var services = new InvocationServices(registry, unit, DeliveredEvent.CallerOf(stored), TimeProvider.System, new IdGenerator(TimeProvider.System), cancellation)
        {
            Nested = RunNothing,
            IsExempt = true,
        };
        return consumer.Handle(stored, consumer.ContextFor(services, new DeliveredEvent(stored, 1, states) { Shadow = table }));
    });

    /// <summary>What a command would write was written when the event was new.</summary>
    private static Task<object?> RunNothing(HandlerKind kind, object input, QueryContext context) => kind == HandlerKind.Write
        ? Task.FromResult<object?>(null)
        : throw new NotSupportedException("A rebuild runs no queries, which would see the rows of today: derive rows from events alone.");
}
