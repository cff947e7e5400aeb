using System.Text.Json;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Steps;

/// <summary>Webhooks and mails leave after the commit, at least once, and never without it.</summary>
public abstract class StepEffectSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Nothing_leaves_before_the_commit_and_all_of_it_after()
    {
        var app = await Start(new OutpostFeature());

        (await Clerk(app).Write<int>(new Send("a"))).ShouldBe(1);
        app.Webhooks.Attempts.ShouldBeEmpty();
        app.Mails.Attempts.ShouldBeEmpty();
        await app.DrainTasks();

        var webhook = app.Webhooks.Sent.ShouldHaveSingleItem();
        (webhook.Url.ToString(), webhook.Method).ShouldBe(("https://example.org/hook?token=t0p", WebhookMethod.Put));
        webhook.Headers["X-Kind"].ShouldBe("parcel");
        webhook.Headers["Idempotency-Key"].ShouldBe(webhook.Id.ToString());
        var mail = app.Mails.Sent.ShouldHaveSingleItem();
        (mail.Mail.To[0], mail.Mail.Subject, mail.Tenant).ShouldBe(("ann@example.org", "Parcel a", Tenant));
    }

    [Fact]
    public async Task Nothing_leaves_when_the_command_fails()
    {
        var app = await Start(new OutpostFeature());

        await Clerk(app).Write(new Send("a", Fails: true)).ShouldFail<UnprocessableException>();
        await app.DrainTasks();

        app.Webhooks.Attempts.ShouldBeEmpty();
        app.Mails.Attempts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_leaves_of_a_command_that_failed_inside_another_one()
    {
        var app = await Start(new OutpostFeature());

        await Clerk(app).Write(new SendNested("first", "second"));
        await app.DrainTasks();

        app.Mails.Sent.ShouldHaveSingleItem().Mail.Subject.ShouldBe("Parcel second");
        app.Webhooks.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_request_sends_nothing_again()
    {
        var app = await Start(new OutpostFeature());

        for (var i = 0; i < 2; i++)
        {
            await Clerk(app).WriteOnce("request-1", "outpost:write:send", """{"name":"a"}""");
        }

        await app.DrainTasks();
        app.Mails.Sent.Count.ShouldBe(1);
        app.Webhooks.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_refused_is_tried_again_under_the_same_key()
    {
        var app = await Start(new OutpostFeature());
        await Clerk(app).Write(new Send("a"));
        app.Webhooks.Refuse(1);
        app.Mails.Refuse(1);

        for (var i = 0; i < 2; i++)
        {
            await app.DrainTasks().ShouldFail<InvalidOperationException>();
        }

        await app.DrainTasks();

        app.Webhooks.Attempts.Count.ShouldBe(2);
        app.Webhooks.Attempts.Select(a => a.Headers["Idempotency-Key"]).Distinct().ShouldHaveSingleItem();
        app.Webhooks.Sent.Count.ShouldBe(1);
        app.Mails.Attempts.Select(a => a.Id).Distinct().ShouldHaveSingleItem();
        app.Mails.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_node_sends_what_this_one_has_committed()
    {
        var app = await Start(new OutpostFeature());
        var other = Keep(await app.StartBeside(new OutpostFeature()));
        await Clerk(app).Write(new Send("a"));

        await other.DrainTasks();
        await app.DrainTasks();

        other.Mails.Sent.Count.ShouldBe(1);
        app.Mails.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_in_a_body_show_what_the_caller_may_see()
    {
        var app = await Start(new OutpostFeature());
        await Clerk(app).Write(new Send("a"));
        await app.As(Tenant, "Boss").Write(new Send("b"));
        await app.DrainTasks();

        JsonElement[] bodies = [.. app.Webhooks.Sent.Select(w => JsonElement.Parse(w.Body!)).OrderBy(b => b.GetProperty("name").GetString())];

        bodies[0].GetProperty("parcel").TryGetProperty("secret", out _).ShouldBeFalse();
        bodies[1].GetProperty("parcel").GetProperty("secret").GetString().ShouldBe("gold");
    }

    [Fact]
    public async Task A_secret_goes_with_the_webhook_and_stands_nowhere_else()
    {
        var app = await Start(new TestAppOptions { Configure = o => o.Webhooks = new WebhookOptions { Secrets = name => name == "crm" ? "s3cret" : null } }, new OutpostFeature());

        await Clerk(app).Write(new Send("a", Credential: "crm"));
        await app.DrainTasks();

        var webhook = app.Webhooks.Sent.ShouldHaveSingleItem();
        webhook.Headers["Authorization"].ShouldBe("Bearer s3cret");
        webhook.ToString().ShouldBe($"PUT https://example.org ({webhook.Id})");
    }

    [Fact]
    public async Task Without_the_secret_nothing_is_written()
    {
        var app = await Start(new OutpostFeature());

        var failure = await Clerk(app).Write(new Send("a", Credential: "crm-token")).ShouldFail<UnconfiguredException>();

        (failure.Status, failure.Code, failure.Details!["key"]).ShouldBe((422, "unconfigured", "webhook-secret:crm-token"));
        failure.Message.ShouldContain("WEBHOOK_SECRET_CRM_TOKEN");
        (await Clerk(app).List<Parcel>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_mail_sender_nothing_is_written()
    {
        var app = await Start(new TestAppOptions { Configure = o => o.MailSender = null }, new OutpostFeature());

        var failure = await Clerk(app).Write(new Send("a")).ShouldFail<UnconfiguredException>();
        await app.DrainTasks();

        (failure.Details!["feature"], failure.Details["key"]).ShouldBe(("outpost", "mail"));
        app.Webhooks.Attempts.ShouldBeEmpty();
        (await Clerk(app).List<Parcel>()).Rows.ShouldBeEmpty();
    }

    [Theory, InlineData("http://example.org/"), InlineData("example.org"), InlineData("ftp://example.org/"), InlineData("https://user:word@example.org/"),
        InlineData("https://127.0.0.1/"), InlineData("https://[::1]/"), InlineData("https://10.1.2.3/")]
    public async Task An_address_that_must_not_be_called_fails_the_command(string url)
    {
        var app = await Shared<OutpostFeature>();

        (await Clerk(app).Write(new Send("a", Url: url)).ShouldFail<UnprocessableException>()).Details!["reason"].ShouldBe("webhook_refused");
        (await Clerk(app).List<Parcel>()).Rows.ShouldBeEmpty();
    }

    [Theory, InlineData("nobody"), InlineData("a@b.c\nBcc: x@y.z"), InlineData("")]
    public async Task An_address_that_is_none_fails_the_command(string to)
    {
        var app = await Shared<OutpostFeature>();

        (await Clerk(app).Write(new Send("a", To: to)).ShouldFail<UnprocessableException>()).Details!["reason"].ShouldBe("mail_refused");
    }

    [Fact]
    public async Task What_is_called_has_its_own_rule_of_access()
    {
        var app = await Shared<OutpostFeature>();

        await app.As(Tenant, "Guest").Write(new Send("a")).ShouldFail<AccessDeniedException>();
    }

    [Fact]
    public async Task What_is_called_fails_the_command_that_calls()
    {
        var app = await Shared<OutpostFeature>();

        await Clerk(app).Write(new Send(new string('x', 21))).ShouldBeInvalid("name", "too_big");
    }

    private TestUser Clerk(TestApp app) => app.As(Tenant, "Clerk");
}
