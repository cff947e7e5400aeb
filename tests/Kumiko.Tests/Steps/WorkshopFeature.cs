namespace Kumiko.Tests.Steps;

public enum BikeState { Broken, Mended, Sold }

public sealed class Bike : Entity
{
    [Text(MaxLength = 20)]
    public required string Frame { get; set; }

    public BikeState State { get; set; } = BikeState.Broken;

    public decimal? Price { get; set; }

    [Filterable]
    public string? Owner { get; set; }
}

public sealed class Part : Entity
{
    [Reference<Bike>, Filterable]
    public required Guid BikeId { get; set; }

    [Filterable]
    public required string Name { get; set; }
}

public sealed record BikeNoted(string Text);

public sealed record TakeIn(string Frame, List<string>? Parts = null, string? FailAt = null);

public sealed record Mend(Guid Id, decimal? Offer = null);

public sealed record Sell(Guid Id);

public sealed record SellUnguarded(Guid Id);

public sealed record ClaimPart(Guid Bike, string Name);

public sealed record Strip(Guid Bike, int? Limit = null);

public sealed record Chat(Guid Thread, string Text);

public sealed record Peek(string What);

public sealed record Fit(Guid Bike);

public sealed record TakeInTwo(string First, string Second);

/// <summary>Commands of steps, of each kind that stays within the database.</summary>
public sealed class WorkshopFeature : Feature
{
    public override string Name => "workshop";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Bike>(e => e
            .Unique(b => b.Frame)
            .ReadableBy("Mechanic")
            .ReadableBy("Rider", (bike, user) => bike.Owner == user.Id.Value)
            .WritableBy("Mechanic")
            .WritableBy("Rider", (bike, user) => bike.Owner == user.Id.Value)
            .Field(b => b.Price, f => f.WritableBy("Boss"))
            .Transitions(b => b.State, s => s.From(BikeState.Broken).To(BikeState.Mended).From(BikeState.Mended).To(BikeState.Sold)));
        r.Crud<Bike>(Access.SignedIn, Access.SignedIn);
        r.Crud<Part>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<BikeNoted>("bike-noted");

        r.WriteHandler<TakeIn>("bike:take-in", Access.SignedIn, perform: p =>
        {
            var bike = p.Create("bike", s => new Bike { Frame = s.Command.Frame, Owner = s.User.Id.Value });
            p.Append("note", bike, s => new BikeNoted("came in"));
            p.ForEach("parts", s => s.Command.Parts ?? [], (part, each) =>
            {
                each.Compute("check", s => s.Get(part) == s.Command.FailAt ? throw new UnprocessableException("wrong_part", "It does not fit.") : 0);
                each.Create("part", s => new Part { BikeId = s.Get(bike).Id, Name = s.Get(part) });
            });
            p.Return(bike);
        });

        r.WriteHandler<Mend>("bike:mend", Access.SignedIn, perform: p =>
        {
            var bike = p.Read<Bike>("bike", s => s.Command.Id);
            var mended = p.Update("mended", bike, (b, _) => b.State = BikeState.Mended);
            p.Branch("has-price", s => s.Command.Offer is not null, then => then.Update("priced", mended, (b, s) => b.Price = s.Command.Offer));
            p.Return(s => s.Get(mended).Version.Value);
        });

        r.WriteHandler<Sell>("bike:sell", Access.SignedIn, perform: p =>
        {
            var sold = p.Update<Bike>("sold", s => s.Command.Id, (b, _) => b.State = BikeState.Sold);
            p.Return(sold);
        });

        r.WriteHandler<SellUnguarded>("bike:sell-unguarded", Access.SignedIn, perform: p =>
        {
            p.Update<Bike>("sold", s => s.Command.Id, (b, _) => b.State = BikeState.Sold);
            p.Return();
        }).UnsafeSkipTransitionGuard("old bikes");

        r.WriteHandler<ClaimPart>("part:claim", Access.SignedIn, perform: p =>
        {
            var known = p.Find<Part>("known", s => x => x.BikeId == s.Command.Bike && x.Name == s.Command.Name);
            var part = p.Branch("part", s => s.Get(known) is not null,
                found => found.Compute("there", s => s.Get(known)!),
                missing => missing.Create("new", s => new Part { BikeId = s.Command.Bike, Name = s.Command.Name }));
            p.Return(part);
        });

        r.WriteHandler<Strip>("bike:strip", Access.SignedIn, perform: p =>
        {
            var parts = p.FindMany<Part>("parts", s => x => x.BikeId == s.Command.Bike, limit: 2);
            p.ForEach("all", parts, (part, each) => each.Delete("gone", part));
            var rest = p.FindMany<Part>("rest");
            p.Return(s => s.Get(parts).Count * 10 + s.Get(rest).Count);
        });

        r.WriteHandler<Chat>("chat", Access.SignedIn, perform: p =>
        {
            p.Append("say", "chat", s => s.Command.Thread, s => new BikeNoted(s.Command.Text));
            p.Return();
        });

        r.WriteHandler<Peek>("peek", Access.SignedIn, perform: p =>
        {
            StepResult<string>? later = null, inside = null, previous = null;
            p.Create("trace", _ => new Bike { Frame = "trace" });
            p.Branch("side", s => s.Command.What == "inside", then => inside = then.Compute("inside", _ => "in"));
            p.ForEach("turns", _ => new[] { 1, 2 }, (turn, each) =>
            {
                each.Branch("second", s => s.Get(turn) == 2 && s.Command.What == "previous", then => then.Compute("look", s => s.Get(previous!)));
                previous = each.Compute("previous", s => $"turn {s.Get(turn)}");
            });
            p.Compute("look-around", s => s.Command.What switch
            {
                "later" => s.Get(later!),
                "inside" => s.Get(inside!),
                _ => "",
            });
            later = p.Compute("later", _ => "late");
            p.Return(later);
        });

        r.WriteHandler<Fit>("fit", Access.SignedIn, perform: p =>
        {
            p.Create("part", s => new Part { BikeId = s.Command.Bike, Name = "bell" });
            p.Return(s => s.Tenant.Value);
        });

        r.WriteHandler<TakeInTwo>("bike:take-in-two", Access.SignedIn, async (command, ctx) =>
        {
            await ctx.Write(new TakeIn(command.First));
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(new TakeIn(command.Second, ["saddle", "brick"], "brick")));
        });
    }
}
