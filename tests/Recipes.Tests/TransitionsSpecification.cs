using Kumiko;
using Recipes.Transitions;

namespace Recipes.Tests;

public abstract class TransitionsSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task A_contract_goes_its_way_state_by_state()
    {
        var clerk = (await Start(new ContractsFeature())).As("Clerk");
        var contract = await clerk.Create(new Contract { Customer = "Havsvind" });
        contract = await clerk.Update(contract, c => c.State = ContractState.Offered);

        await clerk.Write(new SignContract(contract.Id));

        (await clerk.Detail<Contract>(contract.Id))!.State.ShouldBe(ContractState.Signed);
    }

    [Fact]
    public async Task No_way_leads_past_the_offer()
    {
        var clerk = (await Start(new ContractsFeature())).As("Clerk");
        var contract = await clerk.Create(new Contract { Customer = "Havsvind" });

        foreach (var attempt in (Func<Task>[])[() => clerk.Update(contract, c => c.State = ContractState.Signed), () => clerk.Write(new SignContract(contract.Id))])
        {
            var refusal = await attempt().ShouldThrowAsync<UnprocessableException>();
            refusal.Details!["reason"].ShouldBe("invalid_transition");
            refusal.Details["allowed"].ShouldBe((string[])["offered"]);
        }
    }

    [Fact]
    public async Task A_new_contract_is_a_draft_unless_it_is_imported()
    {
        var app = await Start(new ContractsFeature());

        await app.As("Clerk").Create(new Contract { Customer = "Havsvind", State = ContractState.Signed }).ShouldThrowAsync<UnprocessableException>();
        (await app.As("Admin").Write<Contract>(new ImportContract("Havsvind", ContractState.Signed))).State.ShouldBe(ContractState.Signed);
    }

    [Fact]
    public async Task An_interface_can_ask_for_the_next_states()
    {
        var clerk = (await Start(new ContractsFeature())).As("Clerk");
        var contract = await clerk.Create(new Contract { Customer = "Havsvind" });
        await clerk.Update(contract, c => c.State = ContractState.Offered);

        (await clerk.Query<List<ContractState>>(new NextStates(contract.Id))).ShouldBe([ContractState.Draft, ContractState.Signed]);
    }
}
