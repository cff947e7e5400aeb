namespace Kumiko;

/// <summary>What operators can do with the tables that are derived from the log.</summary>
public sealed class ProjectionOperations
{
    private readonly Rebuilds _rebuilds;
    private readonly BackgroundRebuilds _background;

    internal ProjectionOperations(Rebuilds rebuilds, BackgroundRebuilds background)
    {
        _rebuilds = rebuilds;
        _background = background;
    }

    /// <summary>All of them, in the order of names, and how their rebuilds stand. The rate is known for those that run here.</summary>
    public async Task<IReadOnlyList<ProjectionReport>> List(CancellationToken cancellation = default)
    {
        var progress = (await _rebuilds.Progress(cancellation)).ToLookup(p => p.Projection);
        return
        [
            .. _rebuilds.Projections.Order(StringComparer.Ordinal).Select(name => new ProjectionReport
            {
                Name = name,
                Table = _rebuilds.TableOf(name),
                IsRebuildingHere = _background.Contains(name),
                Rebuilds = [.. progress[name].Select(_background.Newest)],
            }),
        ];
    }

    /// <summary>
    /// Begins to derive a table anew in the background of this node, and returns when that has begun. When the node stops, the work so far is kept: started
    /// again, on any node, it goes on there.
    /// </summary>
    /// <param name="projection">The qualified name.</param>
    /// <param name="tenant">The only tenant whose rows are derived; null for all.</param>
    /// <param name="cancellation">Ends the wait for the beginning.</param>
    /// <exception cref="NotFoundException">There is no such projection, or it has no table.</exception>
    /// <exception cref="ConflictException">It is being rebuilt or compared already, here or elsewhere.</exception>
    /// <exception cref="UnprocessableException">One tenant's rows cannot be derived alone.</exception>
    public Task StartRebuild(string projection, TenantId? tenant = null, CancellationToken cancellation = default) =>
        _background.Start(projection, tenant, cancellation);

    /// <inheritdoc cref="Rebuilds.Verify"/>
    public Task<VerifyResult> Verify(string projection, TenantId? tenant = null, CancellationToken cancellation = default) =>
        _rebuilds.Verify(projection, tenant, cancellation);

    /// <inheritdoc cref="Rebuilds.DropOldTable"/>
    public Task DropOldTable(string projection, CancellationToken cancellation = default) => _rebuilds.DropOldTable(projection, cancellation);
}
