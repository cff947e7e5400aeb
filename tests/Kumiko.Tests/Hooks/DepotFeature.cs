using System.Collections.Concurrent;

namespace Kumiko.Tests.Hooks;

public enum ParcelState { Packed, Sent, Lost }

public sealed class Parcel : Entity
{
    [Text(MaxLength = 20), Filterable, Sortable]
    public required string Name { get; set; }

    [Filterable]
    public int Weight { get; set; }

    public ParcelState State { get; set; }

    [ReadableBy("Chief")]
    public string? Secret { get; set; }

    [WritableBy("Chief")]
    public string? Seal { get; set; }

    [PersonalData]
    public string? Receiver { get; set; }
}

/// <summary>Goes with its parcel, and may be created with it.</summary>
public sealed class Item : Entity
{
    [Reference<Parcel>, Filterable]
    public required Guid ParcelId { get; set; }

    public required string Name { get; set; }

    [PersonalData]
    public string? Maker { get; set; }
}

/// <summary>Loses its parcel, and comes back when it is deleted.</summary>
public sealed class Label : Entity
{
    [Reference<Parcel>(Label = nameof(Parcel.Name)), Filterable]
    public Guid? ParcelId { get; set; }

    public required string Text { get; set; }

    [PersonalData]
    public string? Sender { get; set; }
}

/// <summary>A command whose work a test writes where it needs it.</summary>
public sealed record Work(string Name);

/// <summary>Runs <see cref="Work"/> inside of it.</summary>
public sealed record Outer(string Name);

public sealed record FindParcels(string Start, [property: Number(Min = 0)] int Weight = 0);

public sealed record FirstParcel;

public sealed record CountParcels;

/// <summary>A command of steps.</summary>
public sealed record Pack(string Name);

/// <summary>Records, and commands whose work a test hands over.</summary>
public sealed class DepotFeature : Feature
{
    private readonly ConcurrentDictionary<string, Func<WriteContext, Task>> _work = new();

    public override string Name => "depot";

    public Work Work(Func<WriteContext, Task> work)
    {
        var name = $"work-{Guid.NewGuid():n}";
        _work[name] = work;
        return new Work(name);
    }

    public Outer Outer(Func<WriteContext, Task> work) => new(Work(work).Name);

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Parcel>(e => e
            .Transitions(p => p.State, s => s.From(ParcelState.Packed).To(ParcelState.Sent).From(ParcelState.Sent).To(ParcelState.Lost))
            .HasMany<Item>(i => i.ParcelId, m => m.OnDelete(OnDelete.Cascade).NestedWrite())
            .HasMany<Label>(l => l.ParcelId, m => m.OnDelete(OnDelete.SetNull)));
        r.Entity<Label>(e => e.SoftDelete());
        r.Crud<Parcel>(Access.SignedIn, Access.SignedIn);
        r.Crud<Item>(Access.SignedIn, Access.SignedIn);
        r.Crud<Label>(Access.SignedIn, Access.SignedIn);
        r.WriteHandler<Work>("work", Access.SignedIn, (command, ctx) => _work[command.Name](ctx));
        r.WriteHandler<Outer>("outer", Access.SignedIn, (command, ctx) => _work[command.Name](ctx));
        r.QueryHandler<FindParcels>("parcel:find", Access.SignedIn, async (query, ctx) =>
            await ctx.Query<Parcel>().Where(p => p.Name.StartsWith(query.Start) && p.Weight >= query.Weight).ToList());
        r.QueryHandler<FirstParcel>("parcel:first", Access.SignedIn, async (_, ctx) => await ctx.Query<Parcel>().FirstOrDefault());
        r.QueryHandler<CountParcels>("parcel:count", Access.SignedIn, async (_, ctx) => new { Count = await ctx.Query<Parcel>().Count() });
    }
}
