using Kumiko;

namespace Recipes.Transitions;

// The states of a record follow each other as declared, whoever changes it and however: with the standard commands, in a handler, in a batch, or
// behind the commands. What is not declared is refused with 422 'invalid_transition', which names the states that are allowed.

public enum ContractState { Draft, Offered, Signed, Ended }

public sealed class Contract : Entity
{
    [Text(MaxLength = 80)]
    public required string Customer { get; set; }

    [Filterable]
    public ContractState State { get; set; } = ContractState.Draft;
}

public sealed record SignContract(Guid Id);

public sealed record NextStates(Guid Id);

public sealed record ImportContract([property: Text(MaxLength = 80)] string Customer, ContractState State);

public sealed class ContractsFeature : Feature
{
    public override string Name => "contracts";

    protected override void Define(FeatureBuilder r)
    {
        // Nothing follows Ended: it is not named with From. Without Starts, a record could be created in any state.
        r.Entity<Contract>(e => e
            .Transitions(c => c.State, s => s
                .Starts(ContractState.Draft)
                .From(ContractState.Draft).To(ContractState.Offered)
                .From(ContractState.Offered).To(ContractState.Draft, ContractState.Signed)
                .From(ContractState.Signed).To(ContractState.Ended)));

        r.Crud<Contract>(write: Access.SignedIn, read: Access.SignedIn);

        // The handler does not ask where the contract stands. A second signature at the same moment does not come through either.
        r.WriteHandler<SignContract>("contract:sign", Access.SignedIn, async (command, ctx) =>
            await ctx.Update<Contract>(command.Id, c => c.State = ContractState.Signed));

        // For the buttons of an interface.
        r.QueryHandler<NextStates>("contract:next-states", Access.SignedIn, async (query, ctx) =>
            ctx.Allowed(await ctx.Get<Contract>(query.Id), c => c.State));

        // What was agreed in the old system begins where it stood there. The events carry the reason.
        r.WriteHandler<ImportContract>("contract:import", Access.Roles("Admin"), async (command, ctx) =>
                await ctx.Create(new Contract { Customer = command.Customer, State = command.State }))
            .UnsafeSkipTransitionGuard("contracts of the old system come as they are");
    }
}
