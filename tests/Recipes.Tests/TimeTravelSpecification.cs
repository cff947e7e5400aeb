using Kumiko.Testing;
using Recipes.TimeTravel;

namespace Recipes.Tests;

public abstract class TimeTravelSpecification(Databases databases) : RecipeSpecification(databases)
{
    private static readonly DateTimeOffset January = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(January);

    [Fact]
    public async Task A_contract_and_its_hours_are_answered_as_they_were_at_an_instant()
    {
        var agent = (await Start(_clock, new ContractsFeature())).As("Agent");
        var contract = await agent.Create(new Contract { Partner = "Kranich", MonthlyFee = 100 });
        await agent.Write(new LogWork(contract.Id, 30));
        _clock.Advance(TimeSpan.FromDays(30));
        contract = (await agent.Detail<Contract>(contract.Id)).ShouldNotBeNull();
        await agent.Update(contract, c => c.MonthlyFee = 120);
        await agent.Write(new LogWork(contract.Id, 60));

        (await At(null)).ShouldBe(new ContractState("Kranich", 120, 90));
        (await At(January)).ShouldBe(new ContractState("Kranich", 100, 30));
        (await At(January.AddDays(29))).ShouldBe(new ContractState("Kranich", 100, 30));
        (await At(January.AddDays(-1))).ShouldBeNull();

        Task<ContractState?> At(DateTimeOffset? at) => agent.Query<ContractState?>(new ContractAt(contract.Id, at));
    }

    [Fact]
    public async Task Every_version_of_a_record_can_be_read_even_after_it_was_deleted()
    {
        var agent = (await Start(_clock, new ContractsFeature())).As("Agent");
        var contract = await agent.Create(new Contract { Partner = "Kranich", MonthlyFee = 100 });
        await agent.Update(contract, c => c.MonthlyFee = 120);
        await agent.Delete<Contract>(contract.Id);

        (await Version(1)).ShouldNotBeNull().MonthlyFee.ShouldBe(100);
        (await Version(2)).ShouldNotBeNull().MonthlyFee.ShouldBe(120);
        (await Version(3)).ShouldBeNull();

        Task<Contract?> Version(long version) => agent.Query<Contract?>(new ContractVersion(contract.Id, version));
    }
}
