namespace Kumiko.Bench.Host;

/// <summary>A work order with rules: who sees it, and who sees three of its fields.</summary>
public sealed class RuledOrder : WorkOrder;
