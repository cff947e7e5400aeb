using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>What everything that works for tasks needs.</summary>
internal sealed record TaskServices(
    Registry Registry, Store Store, Dispatcher Dispatcher, TimeProvider Clock, ILogger Logger, Telemetry Telemetry);
