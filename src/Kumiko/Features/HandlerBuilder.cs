namespace Kumiko;

/// <summary>Says more about a command or query that was just declared.</summary>
public sealed partial class HandlerBuilder
{
    internal HandlerBuilder(HandlerOptions options) => Options = options;

    internal HandlerOptions Options { get; }
}
