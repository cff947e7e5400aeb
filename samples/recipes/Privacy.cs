using Kumiko;

namespace Recipes.Privacy;

// Data about people is sealed under a key of their own before it is stored, in the event and in the row. Destroying the key forgets the person, in the
// past, too, and in every backup of the log; nothing else changes.

public sealed class Member : Entity
{
    [PersonalData]
    public required string Name { get; set; }

    // Sealed, and still unique and found by its exact value: a keyed hash stands beside it in the row, until the member is forgotten.
    [PersonalData(Find = Find.Exact), Filterable, Text(Format = TextFormat.Email)]
    public string? Email { get; set; }

    [PersonalData]
    public DateOnly? Birthday { get; set; }

    // Not even those who may see everything get it in an answer. C# code reads it.
    [PersonalData, Sensitive]
    public string? Iban { get; set; }

    // The club's own secret, under the key of the tenant.
    [TenantData]
    public string? Locker { get; set; }

    [NotPersonal("It names a course, not a person.")]
    public string? Note { get; set; }
}

// Somebody else's record can hold data about a person: the property beside it says about whom.
public sealed class Incident : Entity
{
    [Reference<Member>]
    public Guid? MemberId { get; set; }

    [PersonalData(Subject = nameof(MemberId)), LongText]
    public string? Report { get; set; }
}

public sealed record Injured(Guid MemberId, [PersonalData(Subject = nameof(MemberId))] string What);

public sealed record ReportInjury(Guid MemberId, string What);

public sealed record LeaveClub(Guid MemberId);

public sealed record CollectFee(Guid MemberId);

public sealed class ClubFeature : Feature
{
    public override string Name => "club";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Member>(e => e.Unique(m => m.Email));
        r.Crud<Member>(Access.SignedIn, Access.SignedIn);
        r.Crud<Incident>(Access.SignedIn, Access.SignedIn);

        // What happens to people is sealed like what is known about them.
        r.DefineEvent<Injured>("injured");
        r.WriteHandler<ReportInjury>("member:injure", Access.SignedIn, async (command, ctx) =>
            await ctx.Append(await ctx.Get<Member>(command.MemberId), new Injured(command.MemberId, command.What)));

        r.WriteHandler<LeaveClub>("member:leave", Access.SignedIn, async (command, ctx) =>
        {
            var member = await ctx.Get<Member>(command.MemberId);
            await ctx.Forget(member, "The member has left, and asked for it.");
        });

        r.WriteHandler<CollectFee>("member:collect", Access.SignedIn, async (command, ctx) =>
        {
            var member = await ctx.Get<Member>(command.MemberId);
            return member.Iban is null ? "cash" : $"from an account that ends in {member.Iban[^2..]}";
        });
    }
}
