using Kumiko.Storage;

namespace Kumiko;

/// <summary>What the handlers of one batch share.</summary>
internal sealed partial class InvocationServices(Registry registry, UnitOfWork unit, Caller caller, TimeProvider clock, IdGenerator ids, CancellationToken cancellation)
{
    private bool _knowsFeatures;
    private Dictionary<EntityDefinition, RecordView?>? _views;

    public Registry Registry => registry;

    public UnitOfWork Unit => unit;

    public Caller Caller => caller;

    public TimeProvider Clock => clock;

    public CancellationToken Cancellation => cancellation;

    public EntityWriter Writer => field ??= new EntityWriter(unit, this, clock, ids);

    public StreamWriter Streams => field ??= new StreamWriter(unit, this, clock);

    /// <summary>Snapshots to be saved when the unit of work is over.</summary>
    public SnapshotQueue Snapshots => field ??= new SnapshotQueue();

    /// <summary>Reads events in the shapes that are declared now.</summary>
    public EventReader Events => field ??= new EventReader(this);

    /// <summary>Changes the rows of projections that follow from an event. Called for every event that goes to the unit.</summary>
    /// <param name="appended">The event.</param>
    /// <param name="before">The record before it; null for none.</param>
    public ValueTask Project(NewEvent appended, EntityState? before) => registry.InlineProjections.Run(appended, before, this);

    /// <summary>Services that only read, on a session that belongs to somebody else.</summary>
    public static InvocationServices ForLookups(Registry registry, StoreSession session, TimeProvider clock, CancellationToken cancellation) =>
        WithoutHandlers(registry, new UnitOfWork(session), clock, cancellation);

    /// <summary>Services that derive rows from events of the past. What follows from them must not depend on the time, so there is no clock to choose.</summary>
    public static InvocationServices ForDeriving(Registry registry, UnitOfWork unit, CancellationToken cancellation) =>
        WithoutHandlers(registry, unit, TimeProvider.System, cancellation);

    private static InvocationServices WithoutHandlers(Registry registry, UnitOfWork unit, TimeProvider clock, CancellationToken cancellation) =>
        new(registry, unit, new Caller(User.System(TenantId.System), RequestInfo.New()), clock, new IdGenerator(clock), cancellation)
        {
            Nested = (_, _, _) => throw new NotSupportedException("Neither migrations nor projections run handlers."),
        };

    /// <summary>When the standard commands write.</summary>
    public WriteMode ModeFor(EntityDefinition entity) =>
        Pace == WritePace.OneByOne && entity.UniqueIndexes.Count > 0 ? WriteMode.AtOnce : WriteMode.Together;

    /// <summary>When an event is appended. A key that was used before is found at the end, too; but then it is not known which one it was.</summary>
    public WriteMode ModeFor(AppendOptions? options) =>
        Pace == WritePace.OneByOne && options?.IdempotencyKey is not null ? WriteMode.AtOnce : WriteMode.Together;

    /// <summary>How the batch is carried out.</summary>
    public WritePace Pace { get; init; }

    /// <summary>Waits for consumers; null where events of the past are read, which nobody needs to wait for.</summary>
    public ConsumerWait? Wait { get; init; }

    /// <summary>What features measure with; null where events of the past are read, which were measured when they happened.</summary>
    public FeatureMetrics? Metrics { get; init; }

    /// <summary>Counts the request's calls; null where the framework works for itself, which nobody has to slow down.</summary>
    public RequestLimits? Limits { get; init; }

    /// <summary>Knows what was switched; null where events of the past are read, which no switch undoes.</summary>
    public Switchboard? Switchboard { get; init; }

    /// <summary>
    /// Which features work for the caller's tenant. Where features can be switched, <see cref="FindFeatures"/> has to be awaited before; the pipeline
    /// does, and whoever makes services for code outside of it.
    /// </summary>
    public EffectiveFeatures Features { get; private set; } = registry.DefaultFeatures;

    /// <summary>Finds out which features work for the caller's tenant. Once: a batch does not change its mind halfway.</summary>
    public ValueTask FindFeatures() => _knowsFeatures || Switchboard is null or { IsFixed: true } ? ValueTask.CompletedTask : FindFeaturesAgain();

    /// <summary>Finds it out anew, for what runs for long.</summary>
    public async ValueTask FindFeaturesAgain()
    {
        if (Switchboard is not null)
        {
            Features = await Switchboard.For(caller.User.Tenant, cancellation);
            _knowsFeatures = true;
        }
    }

    /// <summary>
    /// Whether the rules of access to records and fields do not hold: for the framework itself, and for consumers. What follows from events must not
    /// depend on what the one may see who caused them.
    /// </summary>
    public bool IsExempt
    {
        get => field || caller.User.IsSystem;
        set;
    }

    /// <summary>
    /// What the caller sees of an entity's records; null for everything. Whatever lets records, parts of them, or labels out, has to ask.
    /// </summary>
    public RecordView? ViewOf(EntityDefinition entity)
    {
        if (entity.Access is not { RestrictsReading: true } || IsExempt)
        {
            return null;
        }

        _views ??= [];
        if (!_views.TryGetValue(entity, out var view))
        {
            _views[entity] = view = RecordView.For(entity, caller.User);
        }

        return view;
    }

    /// <summary>What code sees that acts for somebody: as <see cref="ViewOf(EntityDefinition)"/>, unless it said why rules do not hold for it.</summary>
    public RecordView? ViewOf(EntityDefinition entity, Actor actor) => actor.UnrestrictedBecause is null ? ViewOf(entity) : null;

    /// <summary>Where streams read from; null where there are none.</summary>
    public StreamSource? Streaming { get; init; }

    /// <summary>What operators can do; null where events of the past are read.</summary>
    public Operations? Operations { get; init; }

    /// <summary>What leaves after the commit; null where events of the past are read.</summary>
    public Effects? Effects { get; init; }

    /// <summary>Runs a standard command inside the batch, as a part of another one; null where events of the past are read.</summary>
    public Func<Invocation, Task<object?>>? Run { get; init; }

    /// <summary>Runs a handler inside the batch, for the context that calls it: the whole pipeline, in the same transaction and tenant.</summary>
    public required Func<HandlerKind, object, QueryContext, Task<object?>> Nested { get; init; }
}
