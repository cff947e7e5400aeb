using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class AccessSpecification(DatabaseSource source) : BankTests(source)
{
    [Fact]
    public async Task Who_may_not_call_a_handler_learns_nothing_about_its_input()
    {
        var app = await Start(new DoorFeature());

        var outcome = await app.As("Manager").Batch(null, ("door:write:clerks", """{"unknown":true}"""));

        outcome.Error.ShouldBeOfType<AccessDeniedException>();
    }

    [Theory]
    [InlineData("door:query:signed-in")]
    [InlineData("bank:query:account:list")]
    [InlineData("bank:write:account:unknown")]
    [InlineData("nowhere:write:thing")]
    [InlineData("account:create")]
    [InlineData("BANK:WRITE:ACCOUNT:CREATE")]
    [InlineData("bank:write:account:create ")]
    [InlineData("")]
    public async Task What_is_no_command_cannot_be_called_as_one(string name)
    {
        var app = await Start(new DoorFeature());

        var outcome = await app.As("Clerk").Batch(null, (name, "{}"));

        ShouldBeUnknown(outcome.Error, name);
    }

    [Theory]
    [InlineData("door:write:signed-in")]
    [InlineData("bank:write:account:create")]
    [InlineData("bank:query:account:unknown")]
    [InlineData("")]
    public async Task What_is_no_query_cannot_be_called_as_one(string name)
    {
        var app = await Start(new DoorFeature());

        ShouldBeUnknown(await Failure(() => app.As("Clerk").QueryNamed(name, "{}")), name);
    }

    [Fact]
    public async Task A_user_of_another_tenant_neither_sees_nor_changes_anything()
    {
        var app = await Start();
        var account = await app.As("Clerk").Create(new Account { Owner = "Anna" });
        var stranger = app.As(TestTenants.Second, "Clerk");

        (await stranger.List<Account>()).Rows.ShouldBeEmpty();
        (await stranger.Detail<Account>(account.Id)).ShouldBeNull();
        (await stranger.Batch(null, UpdateAccount(account.Id, 1, new { balance = 1 }))).Error.ShouldBeOfType<NotFoundException>();
        (await stranger.Batch(null, ("bank:write:account:delete", Payload(new { id = account.Id })))).Error.ShouldBeOfType<NotFoundException>();
        (await stranger.Batch(null, ("bank:write:account:deposit", Payload(new { id = account.Id, amount = 1 })))).Error.ShouldBeOfType<NotFoundException>();
        (await Log(app)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_tenants_can_have_a_record_of_the_same_id()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();

        (await app.As().Batch(null, CreateAccount("Anna", id))).Error.ShouldBeNull();
        (await app.As(TestTenants.Second).Batch(null, CreateAccount("Bert", id))).Error.ShouldBeNull();

        (await app.As().Detail<Account>(id))!.Owner.ShouldBe("Anna");
        (await app.As(TestTenants.Second).Detail<Account>(id))!.Owner.ShouldBe("Bert");
        await ShouldBeSound(app);
    }

    private static async Task<KumikoException?> Failure(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (KumikoException exception)
        {
            return exception;
        }
    }

    private static void ShouldBeUnknown(KumikoException? error, string name)
    {
        error.ShouldBeOfType<NotFoundException>();
        error.Status.ShouldBe(404);
        error.Reason.ShouldBe("handler_not_found");
        error.Details!["id"].ShouldBe(name);
    }
}

public sealed class DoorFeature : Feature
{
    public override string Name => "door";

    protected override void Define(FeatureBuilder r)
    {
        Both<SignedInCommand, SignedInQuery>("signed-in", Access.SignedIn);
        Both<ClerksCommand, ClerksQuery>("clerks", Access.Roles("Clerk"));

        void Both<TCommand, TQuery>(string name, AccessRule access)
            where TCommand : class
            where TQuery : class
        {
            r.WriteHandler<TCommand>(name, access, (_, _) => Task.CompletedTask);
            r.QueryHandler<TQuery>(name, access, (_, _) => Task.FromResult<object?>(1));
        }
    }

    public sealed record SignedInCommand;

    public sealed record SignedInQuery;

    public sealed record ClerksCommand;

    public sealed record ClerksQuery;
}
