using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class AccessSpecification(DatabaseSource source) : BankTests(source)
{
    public static TheoryData<string, string, bool> Matrix =>
    [
        .. from rule in new[] { "signed-in", "clerks", "clerks-or-managers", "nobody" }
           from who in new[] { "without roles", "clerk", "manager", "clerk of another tenant", "other role", "anonymous", "anonymous clerk", "system" }
           let isAllowed = rule switch
           {
               "signed-in" => !who.StartsWith("anonymous", StringComparison.Ordinal),
               "clerks" => who.Contains("clerk", StringComparison.Ordinal),
               "clerks-or-managers" => who.Contains("clerk", StringComparison.Ordinal) || who == "manager",
               _ => false,
           }
           select (rule, who, isAllowed),
    ];

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_rule_lets_in_whom_it_names_and_nobody_else(string rule, string who, bool isAllowed)
    {
        var app = await Start(new DoorFeature());
        var user = app.As(Who(who));

        var command = await user.Batch(null, ($"door:write:{rule}", "{}"));
        var query = await Failure(() => user.QueryNamed($"door:query:{rule}", "{}"));

        if (isAllowed)
        {
            command.Error.ShouldBeNull();
            query.ShouldBeNull();
        }
        else
        {
            command.Error.ShouldBeOfType<AccessDeniedException>().Details!["handler"].ShouldBe($"door:write:{rule}");
            query.ShouldBeOfType<AccessDeniedException>().Status.ShouldBe(403);
        }
    }

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

    private static User Who(string who)
    {
        var user = new User { Id = new UserId("somebody"), Tenant = TestTenants.First };
        return who switch
        {
            "clerk" => user with { Roles = ["Clerk"] },
            "manager" => user with { Roles = ["Manager"] },
            "clerk of another tenant" => user with { Roles = ["Clerk"], Tenant = TestTenants.Second },
            "other role" => user with { Roles = ["clerk", "CLERK", "Clerks"] },
            "anonymous" => user with { Id = UserId.Anonymous, Roles = [User.AnonymousRole] },
            "anonymous clerk" => user with { Id = UserId.Anonymous, Roles = [User.AnonymousRole, "Clerk"] },
            "system" => User.System(TestTenants.First),
            _ => user,
        };
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
        Both<ManagersCommand, ManagersQuery>("clerks-or-managers", Access.Roles("Clerk", "Manager"));
        Both<NobodyCommand, NobodyQuery>("nobody", Access.Roles());

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

    public sealed record ManagersCommand;

    public sealed record ManagersQuery;

    public sealed record NobodyCommand;

    public sealed record NobodyQuery;
}
