using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Tenants;

public sealed record Announce(Guid Tenant, string Text, string Reason);

public sealed record CountNotices(string Reason);

public sealed record AnnounceNested(Guid Tenant, string Text);

public sealed record Note(string Text);

public sealed class Notice : Entity
{
    public required string Text { get; set; }
}

/// <summary>May reach every tenant.</summary>
public sealed class OperatorFeature : Feature
{
    public override string Name => "operator";

    protected override void Define(FeatureBuilder r)
    {
        r.SystemScope();
        r.Crud<Notice>(Access.SignedIn, Access.SignedIn);
        r.WriteHandler<Note>("notice:note", Access.SignedIn, async (command, ctx) => await ctx.Create(new Notice { Text = command.Text }));
        r.WriteHandler<Announce>("notice:announce", Access.SignedIn, async (command, ctx) =>
            await ctx.AcrossTenants(command.Reason).For(new TenantId(command.Tenant)).Create(new Notice { Text = command.Text }));
        r.WriteHandler<AnnounceNested>("notice:announce-nested", Access.SignedIn, (command, ctx) =>
            ctx.AcrossTenants("nested").For(new TenantId(command.Tenant)).Write(new Note(command.Text)));
        r.QueryHandler<CountNotices>("notice:count", Access.SignedIn, async (query, ctx) =>
            await ctx.AcrossTenants(query.Reason).Query<Notice>().Count());
    }
}

public sealed record Trespass;

public sealed record TrespassAsQuery;

/// <summary>May not.</summary>
public sealed class NeighbourFeature : Feature
{
    public override string Name => "neighbour";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("operator");
        r.WriteHandler<Trespass>("trespass", Access.SignedIn, (_, ctx) => Task.FromResult<object?>(ctx.AcrossTenants("just so")));
        r.QueryHandler<TrespassAsQuery>("trespass", Access.SignedIn, (_, ctx) => Task.FromResult<object?>(ctx.AcrossTenants("just so")));
    }
}

/// <summary>Reaching other tenants on purpose.</summary>
public abstract class CrossTenantSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_feature_that_declares_it_can_write_for_others_and_the_events_say_why()
    {
        var app = await Start(new OperatorFeature());

        await app.As(Tenant, "User").Write(new Announce(OtherTenant.Value, "hello", "planned downtime"));

        var notice = (await app.As(OtherTenant, "User").List<Notice>()).Rows.ShouldHaveSingleItem();
        notice.TenantId.ShouldBe(OtherTenant);
        notice.InsertedById.ShouldBe(new UserId("user-user"));
        (await app.As(Tenant, "User").List<Notice>()).Rows.ShouldBeEmpty();
        await using var session = app.Store.NewSession();
        var created = (await session.ReadStream(new StreamId(OtherTenant, notice.Id), Kumiko.Storage.StreamRange.Whole, Cancellation))
            .ShouldHaveSingleItem();
        EventMetadata.Of(created).Headers!["crossTenantReason"].ShouldBe("planned downtime");
    }

    [Fact]
    public async Task A_command_that_is_called_for_another_tenant_runs_in_it()
    {
        var app = await Start(new OperatorFeature());

        await app.As(Tenant, "User").Write(new AnnounceNested(OtherTenant.Value, "hello"));

        (await app.As(OtherTenant, "User").List<Notice>()).Rows.ShouldHaveSingleItem().Text.ShouldBe("hello");
        (await app.As(Tenant, "User").List<Notice>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_to_all_tenants_sees_all_tenants()
    {
        var app = await Start(new OperatorFeature());
        await app.As(Tenant, "User").Create(new Notice { Text = "one" });
        await app.As(OtherTenant, "User").Create(new Notice { Text = "two" });

        (await app.As(Tenant, "User").Query<long>(new CountNotices("statistics"))).ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_blank_reason_is_refused(string reason)
    {
        var app = await Start(new OperatorFeature());
        var user = app.As(Tenant, "User");

        var write = await user.WriteNamed("operator:write:notice:announce", $$"""{"tenant":"{{OtherTenant}}","text":"x","reason":"{{reason}}"}""")
            .ShouldFail<KumikoException>();
        var query = await user.QueryNamed("operator:query:notice:count", $$"""{"reason":"{{reason}}"}""").ShouldFail<KumikoException>();

        new[] { write, query }.ShouldAllBe(f => f is ValidationFailedException || f.InnerException is InvalidOperationException);
        (await app.As(OtherTenant, "User").List<Notice>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feature_that_does_not_declare_it_cannot()
    {
        var app = await Start(new OperatorFeature(), new NeighbourFeature());
        var user = app.As(Tenant, "User");

        (await user.Write(new Trespass()).ShouldFail<InternalErrorException>()).InnerException!.Message.ShouldContain("SystemScope");
        (await user.Query<string>(new TrespassAsQuery()).ShouldFail<InternalErrorException>()).InnerException!.Message.ShouldContain("SystemScope");
    }
}
