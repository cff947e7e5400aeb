using System.Diagnostics.CodeAnalysis;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// A stream that was fetched to write to it. The version that was fetched guards everything that is appended through it, up to the commit: when
/// somebody else appends in between, nothing of it happens.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of events is what the field calls it.")]
public sealed class EventStream<TState>
    where TState : class
{
    private readonly WriteContext _context;
    private readonly AggregateDefinition<TState> _aggregate;

    internal EventStream(WriteContext context, AggregateDefinition<TState> aggregate, Guid id, TState state, StreamVersion version)
    {
        _context = context;
        _aggregate = aggregate;
        Id = id;
        State = state;
        Version = version;
    }

    /// <summary>The stream's id in the tenant.</summary>
    public Guid Id { get; }

    /// <summary>What the events have come to, those that were appended here included.</summary>
    public TState State { get; private set; }

    /// <summary>The version of the last event, 0 for a stream that has none yet.</summary>
    public StreamVersion Version { get; private set; }

    /// <summary>Appends an event, and takes it into <see cref="State"/>.</summary>
    /// <param name="data">The payload; its type tells which event it is.</param>
    /// <param name="options">Headers and an idempotency key. The expected version is always the stream's.</param>
    /// <exception cref="InvalidOperationException">The event is not declared, or by another feature.</exception>
    /// <exception cref="ValidationFailedException">A field of the payload breaks its rules.</exception>
    /// <exception cref="VersionConflictException">It is known already that somebody else has appended in between.</exception>
    public async Task Append<TEvent>(TEvent data, AppendOptions? options = null)
        where TEvent : class
    {
        var definition = _context.EventFor(data);
        var draft = await EventDraft.Of(
            definition, data, (options ?? new AppendOptions()) with { ExpectedVersion = Version }, new StreamId(_context.Tenant, Id), _context.Services);
        var appended = await Append(draft, _context.Services.ModeFor(options));
        if (_aggregate.FoldOf(definition.Name) is { } fold)
        {
            // As it will be read from the log, which may keep fewer digits than the author's object has.
            State = _aggregate.Apply(fold, State, EventHeader.Of(appended), await definition.ReadOwn(appended, _context.Services));
        }

        Version = appended.Version;
    }

    private async Task<NewEvent> Append(EventDraft draft, WriteMode mode)
    {
        var services = _context.Services;
        return _aggregate.Entity is { } entity
            ? await services.Writer.AppendAt(entity, _context.Actor, Id, draft, Version, mode, services.Cancellation)
            : await services.Streams.Append(_aggregate.Name, _context.Actor, Id, draft, mode, services.Cancellation);
    }
}
