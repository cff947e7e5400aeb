using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Toggles;

public abstract class ToggleSpecification(DatabaseSource source) : AppSpecification(source)
{
    private const string SomeId = "0198c0de-0000-7000-8000-00000000000a";

    private readonly SwitchesOfTest _switches = new();

    /// <summary>Every kind of handler, of the feature that is off and of those that require it, directly and not.</summary>
    public static TheoryData<string, string, string?> Handlers =>
    [
        ("charts:write:chart:create", """{"title":"Sales"}""", null),
        ("charts:write:chart:update", """{"id":"0198c0de-0000-7000-8000-00000000000a","changes":{}}""", null),
        ("charts:write:chart:delete", $$"""{"id":"{{SomeId}}"}""", null),
        ("charts:query:chart:list", "{}", null),
        ("charts:query:chart:detail", $$"""{"id":"{{SomeId}}"}""", null),
        ("charts:query:chart:history", $$"""{"id":"{{SomeId}}"}""", null),
        ("charts:write:draw", """{"title":"Sales"}""", null),
        ("charts:query:count", "{}", null),
        ("reports:write:report:create", """{"title":"May"}""", "charts"),
        ("reports:query:report:list", "{}", "charts"),
        ("archives:write:file-away", "{}", "charts"),
    ];

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task While_a_feature_is_off_none_of_its_handlers_runs_nor_of_those_that_require_it(string handler, string payload, string? required)
    {
        var user = (await Start(Toggle.Off)).As(Tenant, "Clerk");

        var refusal = await Should.ThrowAsync<FeatureDisabledException>(() => Run(user, handler, payload));

        (refusal.Code, refusal.Status, refusal.I18nKey).ShouldBe(("feature_disabled", 403, "errors.feature.disabled"));
        refusal.Details!["handler"].ShouldBe(handler);
        refusal.Details["feature"].ShouldBe(handler.Split(':')[0]);
        refusal.Details.GetValueOrDefault("requiredFeature").ShouldBe(required);
        refusal.I18nParams!["feature"].ShouldBe(handler.Split(':')[0]);
    }

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Switched_on_for_a_tenant_they_run_for_this_tenant_only(string handler, string payload, string? required)
    {
        var app = await Start(Toggle.Off);
        _switches.Turn(Tenant, required ?? "charts", Toggle.On);

        (await Failure(() => Run(app.As(Tenant, "Clerk"), handler, payload)) ?? "done").ShouldBeOneOf("done", "not_found");
        (await Failure(() => Run(app.As(OtherTenant, "Clerk"), handler, payload))).ShouldBe("feature_disabled");
    }

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Switched_off_for_a_tenant_they_run_for_all_others(string handler, string payload, string? required)
    {
        var app = await Start(Toggle.On);
        _switches.Turn(Tenant, required ?? "charts", Toggle.Off);

        (await Failure(() => Run(app.As(Tenant, "Clerk"), handler, payload))).ShouldBe("feature_disabled");
        (await Failure(() => Run(app.As(OtherTenant, "Clerk"), handler, payload)) ?? "done").ShouldBeOneOf("done", "not_found");
    }

    [Fact]
    public async Task A_nested_call_of_a_feature_that_is_off_fails_as_the_call_itself_would()
    {
        var user = (await Start(Toggle.Off)).As(Tenant, "Clerk");

        (await Should.ThrowAsync<FeatureDisabledException>(() => user.Write(new OfficeFeatures.ViaCommand()))).Details!["handler"].ShouldBe("charts:write:draw");
        (await Should.ThrowAsync<FeatureDisabledException>(() => user.Query<long>(new OfficeFeatures.ViaQuery()))).Details!["handler"].ShouldBe("charts:query:count");

        _switches.Turn(Tenant, "charts", Toggle.On);
        await user.Write(new OfficeFeatures.ViaCommand());
        (await user.Query<long>(new OfficeFeatures.ViaQuery())).ShouldBe(1);
    }

    [Fact]
    public async Task In_a_batch_the_command_of_a_feature_that_is_off_undoes_the_others()
    {
        var app = await Start(Toggle.On);
        _switches.Turn(Tenant, "reports", Toggle.Off); // It has no switch: nothing happens.
        var user = app.As(Tenant, "Clerk");
        (await user.Batch(null, ("reports:write:report:create", """{"title":"May"}"""))).IsSuccess.ShouldBeTrue();

        _switches.Turn(Tenant, "charts", Toggle.Off);
        var outcome = await user.Batch(null, ("desk:write:via-command", "{}"));
        outcome.Error.ShouldBeOfType<FeatureDisabledException>();

        _switches.Turn(Tenant, "charts", Toggle.On);
        (await user.List<OfficeFeatures.Chart>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_call_a_handler_hears_first_that_its_feature_is_off()
    {
        var app = await Start(Toggle.Off);

        (await Failure(() => app.As(Tenant, "Nobody").QueryNamed("charts:query:count", """{"wrong":1}"""))).ShouldBe("feature_disabled");

        _switches.Turn(Tenant, "charts", Toggle.On);
        (await Failure(() => app.As(Tenant, "Nobody").QueryNamed("charts:query:count", """{"wrong":1}"""))).ShouldBe("access_denied");
    }

    [Fact]
    public async Task A_handler_knows_which_features_are_there_for_its_caller()
    {
        var app = await Start(Toggle.Off);
        _switches.Turn(OtherTenant, "charts", Toggle.On);

        (await app.As(Tenant).Query<string[]>(new OfficeFeatures.Available())).ShouldBe(["desk"]);
        (await app.As(OtherTenant).Query<string[]>(new OfficeFeatures.Available())).ShouldBe(["charts", "reports", "archives", "desk"]);
    }

    [Fact]
    public async Task Without_switches_features_stand_as_they_are_declared()
    {
        var on = await Start(OfficeFeatures.All(Toggle.On));
        var off = await Start(OfficeFeatures.All(Toggle.Off));

        (await on.As(Tenant).Query<string[]>(new OfficeFeatures.Available())).ShouldBe(["charts", "reports", "archives", "desk"]);
        (await off.As(Tenant).Query<string[]>(new OfficeFeatures.Available())).ShouldBe(["desk"]);
    }

    [Fact]
    public async Task A_batch_asks_once_and_does_not_change_its_mind_halfway()
    {
        var app = await Start(Toggle.On);
        _switches.BeforeAnswer = async () =>
        {
            await Task.Yield();
            _switches.Turn(Tenant, "charts", _switches.Asked == 1 ? Toggle.On : Toggle.Off);
        };

        var outcome = await app.As(Tenant, "Clerk").Batch(null, ("desk:write:via-command", "{}"), ("charts:write:draw", """{"title":"May"}"""));

        outcome.Error.ShouldBeNull();
        _switches.Asked.ShouldBe(1);
        (await Failure(() => app.As(Tenant, "Clerk").QueryNamed("charts:query:count", "{}"))).ShouldBe("feature_disabled");
    }

    [Fact]
    public async Task Switches_that_cannot_be_asked_let_nobody_in()
    {
        var app = await Start(Toggle.On);
        _switches.BeforeAnswer = () => throw new TimeoutException("no answer");

        (await Failure(() => app.As(Tenant, "Clerk").QueryNamed("charts:query:count", "{}"))).ShouldBe("internal_error");
    }

    [Fact]
    public async Task Where_nothing_can_be_switched_nobody_is_asked()
    {
        var app = await Start(Options, new PlainFeature());

        await app.As(Tenant).QueryNamed("plain:query:ask", "{}");

        _switches.Asked.ShouldBe(0);
    }

    private static async Task Run(TestUser user, string handler, string payload) =>
        _ = handler.Contains(":write:", StringComparison.Ordinal) ? await user.WriteNamed(handler, payload) : await user.QueryNamed(handler, payload);

    private static async Task<string?> Failure(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (KumikoException failure)
        {
            return failure.Code;
        }
    }

    private Task<TestApp> Start(Toggle charts) => Start(Options, OfficeFeatures.All(charts));

    private TestAppOptions Options => new() { Configure = kumiko => kumiko.FeatureSwitches = _switches };

    private sealed class PlainFeature : Feature
    {
        public override string Name => "plain";

        protected override void Define(FeatureBuilder r) =>
            r.QueryHandler<OfficeFeatures.Available>("ask", Access.SignedIn, (_, _) => Task.FromResult<object?>(null));
    }
}
