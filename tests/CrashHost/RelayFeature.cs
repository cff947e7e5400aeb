using System.ComponentModel.DataAnnotations;

namespace Kumiko.Tests.CrashHost;

/// <summary>How many requests a counter has seen, as a consumer counts them.</summary>
public sealed class Tally
{
    [Key]
    public required Guid Counter { get; set; }

    public int Requests { get; set; }

    public required string Last { get; set; }
}

public sealed record Echoed(string Request);

/// <summary>Twenty consumers behind the ledger: one with a table, one that appends, one with effects outside, and some more.</summary>
/// <param name="effect">What happens outside: gets a key that is the same for every repetition.</param>
public sealed class RelayFeature(Action<string> effect) : Feature
{
    public const int Consumers = 20;
    public const string Tallies = "relay:projection:tallies";
    public const string Echo = "relay:projection:echo";
    public const string Effects = "relay:projection:effects";

    public override string Name => "relay";

    /// <summary>The stream that repeats what happened to a counter.</summary>
    public static Guid EchoOf(Guid counter)
    {
        var bytes = counter.ToByteArray();
        bytes[^1] ^= 0xFF;
        return new Guid(bytes);
    }

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("ledger");
        r.DefineEvent<Echoed>("echoed");
        r.MultiStreamProjection<Tally>("tallies", p => p
            .On<Counted>((e, ctx) => ctx.Rows.Upsert(new Tally { Counter = e.AggregateId, Last = "" }, tally =>
            {
                tally.Requests++;
                tally.Last = e.Data.Request;
            })));
        r.MultiStreamProjection("echo", p => p.On<Counted>((e, ctx) => ctx.Append("echo", EchoOf(e.AggregateId), new Echoed(e.Data.Request))));
        r.MultiStreamProjection("effects", p => p.On<Counted>((_, ctx) => effect(ctx.DedupKey)));
        for (var n = 3; n < Consumers; n++)
        {
            r.MultiStreamProjection($"other-{n}", p => p.On<Counted>((_, _) => { }));
        }
    }
}
