using Kumiko;

namespace Recipes.TimeTravel;

// Things as they were. Nothing has to be prepared for it: the events are there anyway.

public sealed class Contract : Entity
{
    [Text(MaxLength = 80)]
    public required string Partner { get; set; }

    [Decimal(12, 2)]
    public decimal MonthlyFee { get; set; }
}

public sealed record WorkLogged(int Minutes);

public sealed record LogWork(Guid Contract, int Minutes);

/// <summary>What was agreed, and what was done, at an instant; null for now.</summary>
public sealed record ContractAt(Guid Id, DateTimeOffset? At = null);

/// <summary>What a version of the contract said: what the letter of that day was about.</summary>
public sealed record ContractVersion(Guid Id, long Version);

public sealed record ContractState(string Partner, decimal MonthlyFee, int Minutes);

/// <summary>The work for a contract, folded from the contract's own stream.</summary>
public sealed record Timesheet
{
    public int Minutes { get; init; }
}

public sealed class ContractsFeature : Feature
{
    public override string Name => "contracts";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Contract>();
        r.Crud<Contract>(write: Access.SignedIn, read: Access.SignedIn);
        r.DefineEvent<WorkLogged>("work-logged");

        r.Aggregate<Timesheet>("timesheet", a => a
            .From<Contract>()
            .On<WorkLogged>((sheet, e) => sheet with { Minutes = sheet.Minutes + e.Data.Minutes }));

        r.WriteHandler<LogWork>("work:log", Access.SignedIn, async (command, ctx) =>
            await ctx.Append(await ctx.Get<Contract>(command.Contract), new WorkLogged(command.Minutes)));

        r.QueryHandler<ContractAt>("contract:at", Access.SignedIn, async (query, ctx) =>
        {
            // The same instant for both: the answer is what anybody would have seen then.
            var at = query.At is { } instant ? AsOf.Time(instant) : AsOf.Latest;
            var contract = await ctx.Load<Contract>(query.Id, at);
            var sheet = await ctx.LoadAggregate<Timesheet>(query.Id, at);
            return contract is null ? null : new ContractState(contract.Partner, contract.MonthlyFee, sheet?.State.Minutes ?? 0);
        });

        r.QueryHandler<ContractVersion>("contract:version", Access.SignedIn, async (query, ctx) =>
            await ctx.Load<Contract>(query.Id, AsOf.Version(new StreamVersion(query.Version))));
    }
}
