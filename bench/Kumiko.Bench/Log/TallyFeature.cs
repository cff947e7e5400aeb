namespace Kumiko.Bench.Log;

/// <summary>What happens all the time.</summary>
public sealed record Noted(string Title, string Notes, string Contact, string Status, decimal Hours, bool IsUrgent);

/// <summary>What happens once in a hundred times.</summary>
public sealed record Flagged(string Reason);

/// <summary>How often something was noted, for each aggregate.</summary>
public sealed class NoteCount
{
    public Guid Id { get; set; }

    public int Count { get; set; }
}

/// <summary>The state of one aggregate, folded from its events.</summary>
public sealed record NoteState(int Count, decimal Hours);

/// <summary>Consumers of the benchmarks. Handlers do next to nothing, so that what is measured is the way to them.</summary>
internal sealed class TallyFeature(int withoutTable = 0, int withTable = 0, bool onlyFlagged = false, int snapshotEvery = 0, Action<Event>? hear = null) : Feature
{
    public override string Name => "notes";

    protected override void Define(FeatureBuilder r)
    {
        r.DefineEvent<Noted>("noted");
        r.DefineEvent<Flagged>("flagged");
        if (snapshotEvery == 0)
        {
            r.Aggregate<NoteState>("note", a => Fold(a));
        }
        else
        {
            r.Aggregate<NoteState>("note", a => Fold(a).Snapshot(every: snapshotEvery));
        }

        for (var i = 0; i < withTable; i++)
        {
            r.MultiStreamProjection<NoteCount>("counts", p => p
                .On<Noted>((e, ctx) => ctx.Rows.Increment(new NoteCount { Id = e.AggregateId }, c => c.Count, 1)));
        }

        for (var i = 0; i < withoutTable; i++)
        {
            if (onlyFlagged)
            {
                r.MultiStreamProjection($"tally-{i}", p => p.On<Flagged>((e, _) => hear?.Invoke(e)));
            }
            else
            {
                r.MultiStreamProjection($"tally-{i}", p => p.On<Noted>((e, _) => hear?.Invoke(e)));
            }
        }
    }

    private static AggregateBuilder<NoteState> Fold(AggregateBuilder<NoteState> builder) => builder
        .StartWith(() => new NoteState(0, 0))
        .On<Noted>((state, e) => new NoteState(state.Count + 1, state.Hours + e.Data.Hours));
}
