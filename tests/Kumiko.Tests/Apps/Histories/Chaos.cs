using Kumiko.Tests.Apps.Fields;

namespace Kumiko.Tests.Apps.Histories;

/// <summary>Every field type, soft delete, and a unique field that few values fit into.</summary>
public sealed class SoftSample : OptionalSample;

/// <summary>Every field type, and gone for good when it is deleted.</summary>
public sealed class HardSample : OptionalSample;

public sealed record Poked(string Why, Money? Bounty, DateTimeOffset At);

public sealed record Poke(Guid Id, string Why, bool Fail = false);

public sealed record PokeTwice(Guid Id, string Why);

/// <summary>Archives a record, or takes it out of the archive again.</summary>
public sealed record ArchiveSample(string Entity, Guid Id);

public sealed record LoadSample(string Entity, Guid Id);

public sealed class ChaosFeature : Feature
{
    public override string Name => "chaos";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("samples");
        r.Entity<SoftSample>(e => e.DefaultCurrency("EUR").SoftDelete().UniqueAmongExisting(s => s.Number, s => s.Boolean));
        r.Crud<SoftSample>(Access.SignedIn, Access.SignedIn);
        r.Entity<HardSample>(e => e.DefaultCurrency("EUR"));
        r.Crud<HardSample>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<Poked>("poked");

        r.WriteHandler<Poke>("soft-sample:poke", Access.SignedIn, async (command, ctx) =>
        {
            var sample = await ctx.Get<SoftSample>(command.Id);
            await ctx.Append(sample, new Poked(command.Why, Money.Of(1.5m, "EUR"), ctx.Now));
            await ctx.Update(sample, s => s.LongText = command.Why);
            return command.Fail ? throw new UnprocessableException("poked_too_hard", "It was too much.") : sample;
        });

        // The second of the two nested commands fails; what the first one did stays.
        r.WriteHandler<PokeTwice>("soft-sample:poke-twice", Access.SignedIn, async (command, ctx) =>
        {
            await ctx.Write(new Poke(command.Id, command.Why));
            try
            {
                await ctx.Write(new Poke(command.Id, "never seen", Fail: true));
            }
            catch (UnprocessableException)
            {
            }

            return await ctx.Get<SoftSample>(command.Id);
        });

        r.WriteHandler<ArchiveSample>("archive", Access.SignedIn, async (command, ctx) =>
        {
            if (await ctx.IsStreamArchived(command.Id))
            {
                return command.Entity == "soft-sample" ? await ctx.RestoreStream<SoftSample>(command.Id) : await ctx.RestoreStream<HardSample>(command.Id);
            }

            // Whatever is deleted softly can be archived, too, and comes back deleted.
            Entity sample = command.Entity == "soft-sample"
                ? await ctx.Query<SoftSample>().IncludeDeleted().Where(s => s.Id == command.Id).FirstOrDefault() ?? await ctx.Get<SoftSample>(command.Id)
                : await ctx.Get<HardSample>(command.Id);
            await ctx.ArchiveStream(sample, "put away");
            return sample;
        });

        r.QueryHandler<LoadSample>("load", Access.SignedIn, async (query, ctx) => query.Entity == "soft-sample"
            ? await ctx.Load<SoftSample>(query.Id, new LoadOptions { IncludeArchived = true })
            : await ctx.Load<HardSample>(query.Id, new LoadOptions { IncludeArchived = true }));
    }
}
