namespace Kumiko.Storage;

/// <summary>
/// The port to a database: one instance per database and process, the only place that opens connections.
/// Both stores behave alike; one abstract test suite holds them to it.
/// </summary>
public abstract class Store : IAsyncDisposable
{
    /// <summary>The store's short name: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What the database can do.</summary>
    /// <exception cref="InvalidOperationException">The store was not opened yet.</exception>
    public abstract StoreCapabilities Capabilities { get; }

    /// <summary>Connects for the first time and reads the capabilities. Called once, before anything else.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached, or is too old.</exception>
    public abstract Task Open(CancellationToken cancellation = default);

    /// <summary>Answers whether the database can be reached now.</summary>
    public abstract Task<bool> Ping(CancellationToken cancellation = default);

    /// <summary>Compares the framework's own tables and the declared ones with what the database has.</summary>
    public abstract Task<IReadOnlyList<SchemaDifference>> CompareSchema(IReadOnlyList<Table> tables, CancellationToken cancellation = default);

    /// <summary>
    /// Creates the framework's own tables, the declared tables and their indexes where they do not exist. Leaves existing tables alone.
    /// Safe to be called by several processes at once.
    /// </summary>
    public abstract Task CreateMissingTables(IReadOnlyList<Table> tables, CancellationToken cancellation = default);

    /// <summary>
    /// Lets one process at a time bring the schema up to date: the others wait here until it disposes what it got.
    /// </summary>
    /// <exception cref="TransientStoreException">Another process holds the lock for too long.</exception>
    public abstract Task<IAsyncDisposable> LockSchema(CancellationToken cancellation = default);

    /// <summary>The cursors of consumers, and who works for them.</summary>
    public abstract ConsumerDirectory Consumers { get; }

    /// <summary>Work that waits to be done after a commit.</summary>
    public abstract TaskDirectory Tasks { get; }

    /// <summary>
    /// Whether other processes shall be told at once when this one commits events. It costs a little, so it is on only while others listen.
    /// </summary>
    public virtual bool TellsOthers { get; set; }

    /// <summary>Opens a reader of the log behind a position: the start, or one that a reader has reached before.</summary>
    public abstract LogReader OpenLog(EventPosition after);

    /// <summary>Opens a listener.</summary>
    public abstract Task<LogListener> Listen(CancellationToken cancellation = default);

    /// <summary>
    /// Takes a lock that one holder at a time can have, in this and all other processes. It ends with what is returned, or with the process.
    /// </summary>
    /// <param name="name">The lock's name: any text.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Ends the lock; null when somebody else has it.</returns>
    public abstract Task<IAsyncDisposable?> TryLock(string name, CancellationToken cancellation = default);

    /// <summary>Reads the rebuilds that are under way, have failed, or keep an old table.</summary>
    public abstract Task<IReadOnlyList<RebuildState>> ReadRebuilds(CancellationToken cancellation = default);

    /// <summary>Forgets a rebuild.</summary>
    public abstract Task ForgetRebuild(string projection, TenantId? tenant, CancellationToken cancellation = default);

    /// <summary>
    /// Removes whole streams from the log, and their snapshots; or only counts them. It goes on in small steps, each a transaction of its own,
    /// which writers wait for. Holes that it leaves in the log do not stop a <see cref="LogReader"/>.
    /// </summary>
    /// <exception cref="ArgumentException">No kind of aggregate is named.</exception>
    /// <exception cref="TransientStoreException">Others kept writing for too long. What was removed until then stays removed.</exception>
    public abstract Task<PruneResult> Prune(PruneQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Lets the database look at how its log and these tables are filled, so that it plans for what is there. It does so by itself, but later:
    /// after much was written at once, plans are those of an empty table. Holds nobody up.
    /// </summary>
    public abstract Task Analyze(IReadOnlyList<Table> tables, CancellationToken cancellation = default);

    /// <summary>Drops a declared table, if it exists. Its rows can be derived from the log again.</summary>
    public abstract Task DropTable(Table table, CancellationToken cancellation = default);

    /// <summary>Removes stored answers to requests that are older than an instant; returns how many.</summary>
    public abstract Task<int> ForgetAnswers(DateTimeOffset before, CancellationToken cancellation = default);

    /// <summary>Removes buckets of rate limits that were empty before an instant; returns how many.</summary>
    public abstract Task<int> ForgetRateLimits(DateTimeOffset before, CancellationToken cancellation = default);

    /// <summary>Starts a unit of work. It takes a connection when it first needs one.</summary>
    public abstract StoreSession NewSession();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
