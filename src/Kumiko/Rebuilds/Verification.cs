using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Compares a live table with what the log says, while everybody goes on: both are looked at as they were at one moment.
/// </summary>
internal sealed class Verification(Store store, RebuildTarget target, TenantId? tenant)
{
    private const int MostReported = 100;
    private const int PageSize = 5_000;

    private readonly List<RowDifference> _differences = [];
    private long _rows;
    private long _different;

    public async Task<VerifyResult> Run(CancellationToken cancellation)
    {
        await using var turn = await store.TryLock("rebuild " + target.Name, cancellation)
            ?? throw new ConflictException("rebuild_running", $"'{target.Name}' is being rebuilt or verified already.");
        var check = RebuildTables.WithoutIndexes(RebuildTables.Check(target.Live));
        await store.DropTable(check, cancellation);
        await store.CreateMissingTables([check], cancellation);
        try
        {
            await using var moment = await Derive(check, cancellation);
            await Compare(moment, check, cancellation);
        }
        finally
        {
            await store.DropTable(check, CancellationToken.None);
        }

        return new VerifyResult(target.Name, _rows, _different, _differences);
    }

    /// <summary>Fills the table up to one moment, and returns the session that sees the live rows of that moment.</summary>
    private async Task<StoreSession> Derive(Table check, CancellationToken cancellation)
    {
        var fold = target.FoldInto(check);
        var events = target.Events with { Tenant = tenant, Limit = PageSize };
        var position = await CatchUp(fold, events, cancellation);
        var moment = store.NewSession();
        try
        {
            await moment.BeginSnapshot(cancellation);

            // Rows and events of one moment: what the first know, the second tell, whatever is still under way.
            var until = target.Consumer is { } consumer ? await moment.ReadCursor(consumer, cancellation) : null;
            while (await moment.ReadLog(events with { After = position, Until = until }, cancellation) is { Count: > 0 } page)
            {
                position = await Apply(fold, page, cancellation);
            }

            return moment;
        }
        catch
        {
            await moment.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Up to where nothing can appear any more; a consumer's table only up to its cursor.
    /// </summary>
    private async Task<EventPosition> CatchUp(PageFold fold, LogQuery events, CancellationToken cancellation)
    {
        EventPosition end;
        var consumers = await store.Consumers.Read(cancellation);
        if (target.Consumer is { } consumer)
        {
            end = consumers.FirstOrDefault(c => c.Key == consumer)?.Position ?? EventPosition.Start;
        }
        else
        {
            await using var log = store.OpenLog(new EventPosition(consumers.Select(c => c.Position.Value).Append(0).Max()));
            end = await log.SkipToEnd(cancellation);
        }

        var position = EventPosition.Start;
        await foreach (var page in LogPages.Read(store, events with { Until = end }, cancellation))
        {
            position = await Apply(fold, page, cancellation);
        }

        return position;
    }

    private async Task<EventPosition> Apply(PageFold fold, IReadOnlyList<StoredEvent> page, CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        await session.Begin(cancellation);
        await fold.Apply(page, session, cancellation);
        await session.Commit(cancellation);
        return page[^1].Position;
    }

    /// <summary>Walks both tables in the order of keys.</summary>
    private async Task Compare(StoreSession moment, Table check, CancellationToken cancellation)
    {
        await using var now = store.NewSession();
        var live = new RowWalk(moment, target.Live, tenant, PageSize);
        var derived = new RowWalk(now, check, tenant, PageSize);
        await live.Next(cancellation);
        await derived.Next(cancellation);
        while (live.Current is not null || derived.Current is not null)
        {
            _rows++;
            var order = RowWalk.Compare(live.Current, derived.Current);
            if (order < 0)
            {
                Note(live.Current!, null, "there", null);
            }
            else if (order > 0)
            {
                Note(derived.Current!, null, null, "there");
            }
            else
            {
                CompareCells(live.Current!, derived.Current!);
            }

            if (order <= 0)
            {
                await live.Next(cancellation);
            }

            if (order >= 0)
            {
                await derived.Next(cancellation);
            }
        }
    }

    private void CompareCells(object?[] live, object?[] derived)
    {
        var differs = false;
        for (var i = 0; i < live.Length; i++)
        {
            if (!Equals(live[i], derived[i]))
            {
                Report(live, target.Live.Columns[i].Name, Text(live[i]), Text(derived[i]));
                differs = true;
            }
        }

        _different += differs ? 1 : 0;
    }

    private void Note(object?[] row, string? column, string? live, string? derived)
    {
        _different++;
        Report(row, column, live, derived);
    }

    private void Report(object?[] row, string? column, string? live, string? derived)
    {
        if (_differences.Count < MostReported)
        {
            _differences.Add(new RowDifference(new TenantId((Guid)row[0]!), (Guid)row[1]!, column, live, derived));
        }
    }

    private static string? Text(object? value) => value is IFormattable formattable
        ? formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture)
        : value?.ToString();
}
