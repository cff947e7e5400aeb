namespace Kumiko.Tests.Steps;

public sealed class Parcel : Entity
{
    [Text(MaxLength = 20)]
    public required string Name { get; set; }

    [ReadableBy("Boss"), WritableBy("Boss", "Clerk")]
    public string? Secret { get; set; }
}

public sealed record ParcelSent(string To);

/// <summary>A row that follows from events.</summary>
public sealed record SentCount
{
    [Key]
    public required string To { get; init; }

    public int Count { get; set; }
}

/// <summary>A row that follows from none.</summary>
public sealed record Rate
{
    [Key]
    public required string Currency { get; init; }

    public decimal Value { get; set; }
}

/// <summary>A row that has nothing but its key.</summary>
public sealed record Seen
{
    [Key]
    public required string What { get; init; }
}

public sealed record Send(string Name, string Url = "https://example.org/hook?token=t0p", string To = "ann@example.org", string? Credential = null, bool Fails = false);

public sealed record SendNested(string First, string Second);

public sealed record SendCount(string Name, int Times);

public sealed record SetRate(string Currency, decimal Value);

public sealed record DropRate(string Currency);

public sealed record SetRateInVain(string Currency, decimal Value);

public sealed record RatesAbove(decimal Value);

public sealed record MakeParcel(string Name, bool Fails = false);

/// <summary>Commands whose steps reach beyond the feature's records.</summary>
public sealed class OutpostFeature : Feature
{
    public override string Name => "outpost";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires()
            .Step(StepKind.Webhook)
            .Step(StepKind.Mail)
            .Step(StepKind.Call)
            .Projection<Rate>()
            .Projection<Seen>();
        r.Toggleable(Toggle.On);
        r.Crud<Parcel>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<ParcelSent>("parcel-sent");
        r.Projection<SentCount>("sent-count", p => p.On<ParcelSent>((e, rows) => rows.Increment(new SentCount { To = e.Data.To }, c => c.Count, 1)));
        r.UnmanagedTable<Rate>("rates", "The bank tells them.");
        r.UnmanagedTable<Seen>("seen", "Only whether something was there.");

        r.WriteHandler<Send>("send", Access.SignedIn, perform: p =>
        {
            var parcel = p.Call<MakeParcel, Parcel>("parcel", s => new MakeParcel(s.Command.Name));
            p.Append("note", parcel, s => new ParcelSent(s.Command.To));
            p.Webhook("announce", s => new Webhook(s.Command.Url)
            {
                Method = WebhookMethod.Put,
                Body = new { Parcel = s.Get(parcel), s.Get(parcel).Name, At = s.Now },
                Headers = new Dictionary<string, string> { ["X-Kind"] = "parcel" },
                Credential = s.Command.Credential is { } secret ? WebhookCredential.Bearer(secret) : null,
            });
            p.Mail("tell", s => new Mail { To = [s.Command.To], Subject = $"Parcel {s.Command.Name}", Text = "It is on its way." });
            var count = p.FindRow<SentCount>("count", s => c => c.To == s.Command.To);
            p.Compute("check", s => s.Command.Fails ? throw new UnprocessableException("no", "It fails.") : 0);
            p.Return(s => s.Get(count)!.Count);
        });

        r.WriteHandler<SendNested>("send-nested", Access.SignedIn, async (command, ctx) =>
        {
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(new Send(command.First, Fails: true)));
            await ctx.Write(new Send(command.Second));
        });

        r.WriteHandler<MakeParcel>("parcel:make", Access.Roles("Clerk", "Boss"), async (command, ctx) =>
            await ctx.Create(new Parcel { Name = command.Name, Secret = "gold" }));

        r.WriteHandler<SetRate>("rate:set", Access.SignedIn, perform: p =>
        {
            p.PutRow("rate", s => new Rate { Currency = s.Command.Currency, Value = s.Command.Value });
            p.PutRow("seen", s => new Seen { What = s.Command.Currency });
            var all = p.FindRows<Rate>("all");
            p.Return(s => s.Get(all).Count);
        });

        r.WriteHandler<SetRateInVain>("rate:set-in-vain", Access.SignedIn, perform: p =>
        {
            p.PutRow("rate", s => new Rate { Currency = s.Command.Currency, Value = s.Command.Value });
            p.Compute("fail", int (_) => throw new UnprocessableException("no", "It fails."));
            p.Return();
        });

        r.WriteHandler<DropRate>("rate:drop", Access.SignedIn, perform: p =>
        {
            p.RemoveRow("rate", s => new Rate { Currency = s.Command.Currency });
            p.Return();
        });

        r.WriteHandler<RatesAbove>("rate:above", Access.SignedIn, perform: p =>
        {
            var rates = p.FindRows<Rate>("rates", s => x => x.Value > s.Command.Value, limit: 2);
            p.Return(s => s.Get(rates).Select(x => x.Currency).ToList());
        });
    }
}
