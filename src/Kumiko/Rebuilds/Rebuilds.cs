using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>
/// Derives tables from the log anew, and compares them with it, while the application keeps running. Projections are named by their
/// qualified names (<c>tickets:projection:solved-per-day</c>); an entity's table is <c>tickets:projection:ticket-entity</c>.
/// </summary>
public sealed class Rebuilds
{
    private readonly Store _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Telemetry _telemetry;
    private readonly Dictionary<string, RebuildTarget> _targets;

    internal Rebuilds(Store store, IEnumerable<RebuildTarget> targets, TimeProvider clock, ILogger logger, Telemetry telemetry)
    {
        _store = store;
        _clock = clock;
        _logger = logger;
        _telemetry = telemetry;
        _targets = targets.ToDictionary(t => t.Name);
    }

    /// <summary>The qualified names of everything that can be rebuilt.</summary>
    public IReadOnlyCollection<string> Projections => _targets.Keys;

    /// <summary>
    /// Derives a table from the log and puts it in the place of the live one. Readers go on, writers wait for a moment at the end. What a crash
    /// interrupts goes on when it is started again.
    /// </summary>
    /// <param name="projection">The qualified name.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops after the current page; the work that is done is kept for the next run.</param>
    /// <exception cref="NotFoundException">There is no such projection, or it has no table.</exception>
    /// <exception cref="ConflictException">The same projection is being rebuilt already.</exception>
    /// <exception cref="UnprocessableException">One tenant's rows cannot be derived alone.</exception>
    /// <exception cref="RebuildFailedException">It could not be finished; the live table is as it was.</exception>
    public async Task<RebuildResult> Rebuild(string projection, RebuildOptions? options = null, CancellationToken cancellation = default) =>
        await (await Start(projection, options ?? new RebuildOptions(), cancellation))(cancellation);

    /// <summary>Begins a rebuild, and leaves the work to the caller.</summary>
    internal async Task<Func<CancellationToken, Task<RebuildResult>>> Start(string projection, RebuildOptions options, CancellationToken cancellation)
    {
        var work = await new RebuildRun(_store, Target(projection, options.Tenant), options, _clock, _logger).Start(cancellation);
        return token => _telemetry.Rebuild(projection, () => work(token));
    }

    /// <summary>The name of a projection's table.</summary>
    internal string TableOf(string projection) => _targets[projection].Live.Name;

    /// <summary>Compares live rows with rows derived from the log, as both were at one moment. Changes nothing and holds nobody up.</summary>
    /// <param name="projection">The qualified name.</param>
    /// <param name="tenant">The only tenant whose rows are compared; null for all.</param>
    /// <param name="cancellation">Ends the comparison.</param>
    /// <exception cref="NotFoundException">There is no such projection, or it has no table.</exception>
    /// <exception cref="ConflictException">The same projection is being rebuilt or compared already.</exception>
    public Task<VerifyResult> Verify(string projection, TenantId? tenant = null, CancellationToken cancellation = default) =>
        new Verification(_store, Target(projection, tenant), tenant).Run(cancellation);

    /// <summary>How far rebuilds have come, here and on other nodes; also those that are over and keep the replaced table.</summary>
    public async Task<IReadOnlyList<RebuildProgress>> Progress(CancellationToken cancellation = default) =>
        [.. (await _store.ReadRebuilds(cancellation)).Select(state => RebuildProgress.Of(state))];

    /// <summary>Drops the table that the last rebuild replaced, and forgets that rebuild.</summary>
    /// <exception cref="NotFoundException">There is no such projection, or it has no table.</exception>
    /// <exception cref="ConflictException">It is being rebuilt.</exception>
    public async Task DropOldTable(string projection, CancellationToken cancellation = default)
    {
        var target = Target(projection, tenant: null);
        await using var turn = await _store.TryLock("rebuild " + target.Name, cancellation)
            ?? throw new ConflictException("rebuild_running", $"'{target.Name}' is being rebuilt.");
        await _store.DropTable(RebuildTables.Old(target.Live), cancellation);
        foreach (var state in (await _store.ReadRebuilds(cancellation)).Where(s => s.Projection == target.Name && s.Phase == nameof(RebuildPhase.Done)))
        {
            await _store.ForgetRebuild(state.Projection, state.Tenant, cancellation);
        }
    }

    private RebuildTarget Target(string projection, TenantId? tenant)
    {
        var target = _targets.GetValueOrDefault(projection) ?? throw new NotFoundException("projection", projection);
        return tenant is not null && target.NeedsAllTenants is { } reason
            ? throw new UnprocessableException("rebuild_needs_all_tenants", $"'{projection}' cannot be derived for one tenant alone: {reason}")
            : target;
    }
}
