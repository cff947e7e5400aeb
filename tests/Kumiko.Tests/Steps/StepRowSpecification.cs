using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Steps;

/// <summary>Steps write tables outside of the log, in the command's transaction and tenant.</summary>
public abstract class StepRowSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_row_is_added_and_then_replaced()
    {
        var clerk = await Clerk();

        (await clerk.Write<int>(new SetRate("EUR", 1.5m))).ShouldBe(1);
        (await clerk.Write<int>(new SetRate("USD", 1.1m))).ShouldBe(2);
        (await clerk.Write<int>(new SetRate("EUR", 2.5m))).ShouldBe(2);

        (await clerk.Write<List<string>>(new RatesAbove(2))).ShouldBe(["EUR"]);
    }

    [Fact]
    public async Task A_row_is_removed_by_its_key_and_others_stay()
    {
        var clerk = await Clerk();
        await clerk.Write(new SetRate("EUR", 1));
        await clerk.Write(new SetRate("USD", 1));

        await clerk.Write(new DropRate("EUR"));
        await clerk.Write(new DropRate("GBP"));

        (await clerk.Write<List<string>>(new RatesAbove(0))).ShouldBe(["USD"]);
    }

    [Fact]
    public async Task Rows_of_other_tenants_are_not_there()
    {
        var app = await Shared<OutpostFeature>();
        await app.As(Tenant, "Clerk").Write(new SetRate("EUR", 1));
        var stranger = app.As(OtherTenant, "Clerk");

        await stranger.Write(new DropRate("EUR"));
        (await stranger.Write<List<string>>(new RatesAbove(0))).ShouldBeEmpty();

        (await app.As(Tenant, "Clerk").Write<List<string>>(new RatesAbove(0))).ShouldBe(["EUR"]);
    }

    [Fact]
    public async Task A_failed_command_leaves_the_rows_as_they_were()
    {
        var clerk = await Clerk();
        await clerk.Write(new SetRate("EUR", 1));

        await clerk.Write(new SetRateInVain("EUR", 5)).ShouldFail<UnprocessableException>();

        (await clerk.Write<List<string>>(new RatesAbove(2))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_survive_the_next_start_and_are_no_matter_of_rebuilds()
    {
        var app = await Start(new OutpostFeature());
        await app.As(Tenant, "Clerk").Write(new SetRate("EUR", 1));

        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        var next = Keep(await app.StartBeside(new OutpostFeature()));

        (await next.As(Tenant, "Clerk").Write<List<string>>(new RatesAbove(0))).ShouldBe(["EUR"]);
    }

    [Fact]
    public async Task The_registry_lists_the_tables_with_their_reasons()
    {
        var app = await Shared<OutpostFeature>();

        app.Registry.UnmanagedTables.Select(t => $"{t.Feature.Name} {t.Name} {t.Table.Name}: {t.Reason}").ShouldBe(
            ["outpost rates store_rates: The bank tells them.", "outpost seen store_seen: Only whether something was there."]);
        app.Registry.FindFeature("outpost")!.RequiredSteps.ShouldBe([StepKind.Webhook, StepKind.Mail, StepKind.Call]);
        app.Registry.FindHandler("outpost:write:rate:set")!.Steps[0].Table.ShouldBe("store_rates");
        app.Registry.FindHandler("outpost:write:send")!.Steps[0].Command.ShouldBe("outpost:write:parcel:make");
    }

    private async Task<TestUser> Clerk() => (await Shared<OutpostFeature>()).As(Tenant, "Clerk");
}
