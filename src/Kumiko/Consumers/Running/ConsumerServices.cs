using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>What everything that works for consumers needs.</summary>
internal sealed record ConsumerServices(
    Store Store, Dispatcher Dispatcher, ConsumerOptions Options, TimeProvider Clock, IdGenerator Ids, ILogger Logger, Telemetry Telemetry)
{
    public PageApply ApplyFor(ConsumerDefinition consumer) => new(Store, Dispatcher, consumer, Options, Clock);
}
