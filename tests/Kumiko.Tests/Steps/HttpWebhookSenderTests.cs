using System.Net;

namespace Kumiko.Tests.Steps;

/// <summary>How other systems are called, and which are not.</summary>
public sealed class HttpWebhookSenderTests : IDisposable
{
    private static readonly WebhookOptions Anywhere = new() { Reach = WebhookReach.Anywhere };

    private readonly OtherSystem _other = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_carries_method_headers_and_body()
    {
        var delivery = Delivery() with { Method = WebhookMethod.Patch };

        await Send(Anywhere, delivery);

        _other.Requests.ShouldBe([$"PATCH /hook?token=t0p application/json; charset=utf-8 {delivery.Id} {{\"a\":1}}"]);
    }

    [Theory, InlineData(500), InlineData(404), InlineData(302), InlineData(307)]
    public async Task Only_success_is_success_and_redirects_are_not_followed(int status)
    {
        _other.Status = status;

        var failure = await Should.ThrowAsync<WebhookFailedException>(() => Send(Anywhere, Delivery()));

        failure.Message.ShouldContain($"{status}");
        _other.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_fails_names_the_host_and_nothing_that_may_be_secret()
    {
        _other.Status = 500;

        var text = (await Should.ThrowAsync<WebhookFailedException>(() => Send(Anywhere, Delivery()))).ToString();

        text.ShouldContain($"POST http://localhost:{_other.Port}");
        text.ShouldNotContain("t0p");
        text.ShouldNotContain("hook?");
        text.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_tried_again_later()
    {
        _other.IsSilent = true;

        var failure = await Should.ThrowAsync<WebhookFailedException>(() => Send(Anywhere with { Timeout = TimeSpan.FromMilliseconds(100) }, Delivery()));

        failure.Message.ShouldContain("within");
    }

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_not_called()
    {
        var failure = await Should.ThrowAsync<WebhookFailedException>(() => Send(new WebhookOptions(), Delivery()));

        failure.ToString().ShouldContain("no public address");
        _other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trusted_host_is_called_wherever_it_is()
    {
        await Send(new WebhookOptions { TrustedHosts = ["LOCALHOST"] }, Delivery());

        _other.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("64:ff9b::8.8.8.8", true)]
    [InlineData("2002:0a00:0001::1", false)]
    [InlineData("2606:4700::1111", true)]
    public void An_address_is_public_or_not(string address, bool isPublic) => PublicAddresses.Contain(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory, InlineData("Authorization", "x"), InlineData("Idempotency-Key", "x"), InlineData("X-A", "a\r\nX-B: b"), InlineData("X A", "x"), InlineData("", "x")]
    public void Headers_that_would_change_the_call_are_refused(string name, string value) =>
        WebhookRules.Check(new Webhook("https://example.org/") { Headers = new Dictionary<string, string> { [name] = value } }, new WebhookOptions()).ShouldNotBeNull();

    [Fact]
    public void An_ordinary_webhook_is_fine() => WebhookRules.Check(
        new Webhook("https://example.org/") { Headers = new Dictionary<string, string> { ["X-A"] = "a" }, Credential = WebhookCredential.Header("X-Key", "crm") },
        new WebhookOptions()).ShouldBeNull();

    public void Dispose() => _other.Dispose();

    private static async Task Send(WebhookOptions options, WebhookDelivery delivery)
    {
        using var sender = new HttpWebhookSender(options);
        await sender.Send(delivery, Cancellation);
    }

    private WebhookDelivery Delivery()
    {
        var id = Guid.CreateVersion7();
        return new WebhookDelivery
        {
            Id = id,
            Url = new Uri($"http://localhost:{_other.Port}/hook?token=t0p"),
            Method = WebhookMethod.Post,
            Headers = new Dictionary<string, string> { ["Idempotency-Key"] = id.ToString(), ["Authorization"] = "Bearer s3cret" },
            Body = """{"a":1}""",
        };
    }
}
