using System.Text.Json.Nodes;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Reads stored events in the shapes that are declared now. It knows where migrations look things up.</summary>
internal sealed class EventReader
{
    private readonly Registry _registry;
    private readonly Func<InvocationServices>? _create;
    private InvocationServices? _services;

    /// <summary>A reader for handlers: migrations see what their unit of work has written.</summary>
    public EventReader(InvocationServices services)
    {
        _registry = services.Registry;
        _services = services;
    }

    /// <summary>A reader for those who have no more than a session. It stays theirs.</summary>
    public EventReader(Registry registry, StoreSession session, TimeProvider clock, CancellationToken cancellation = default)
    {
        _registry = registry;
        _create = () => InvocationServices.ForLookups(registry, session, clock, cancellation);
    }

    /// <summary>Where migrations look things up. Made when the first one does.</summary>
    public InvocationServices Services => _services ??= _create!();

    /// <summary>
    /// Reads an event. One that no feature declares any more, or that an entity has by itself, carries its payload as a <see cref="JsonObject"/>.
    /// </summary>
    /// <exception cref="EventMigrationException">The event cannot be read in the declared shape.</exception>
    public async ValueTask<Event> Read(StoredEvent stored) => _registry.FindEvent(stored.Type) is { } definition
        ? definition.Typed(EventHeader.Of(stored), await definition.Read(stored, this))
        : new Event<JsonObject>(EventHeader.Of(stored), PayloadJson.Parse(stored.Payload));
}
