using Kumiko.Storage;

namespace Kumiko;

/// <summary>The table of a consumer, which knows what the log says up to the consumer's cursor.</summary>
internal sealed class ConsumerTarget(ConsumerDefinition consumer, Registry registry, TimeProvider clock) : RebuildTarget
{
    public override string Name => consumer.Name;

    public override Table Live => consumer.Table!;

    public override LogQuery Events { get; } = new() { Types = consumer.EventTypes };

    public override ConsumerKey? Consumer { get; } = new(consumer.Name);

    public override PageFold FoldInto(Table table) => new HandlerFold(
        registry, table, clock,
        (stored, services, states, _) => consumer.Handle(stored, consumer.ContextFor(services, new DeliveredEvent(stored, 1, states) { Shadow = table })));
}
