using Kumiko.Testing;
using Recipes.ConsumerWithEffects;

namespace Recipes.Tests;

public abstract class ConsumerWithEffectsSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly Outbox _outbox = new();

    [Fact]
    public async Task A_shipped_parcel_is_announced_once()
    {
        var (app, clerk) = await StartShipping();
        await Ship(clerk, "ann@example.com", "KU-1");

        await app.DrainConsumers(Cancellation);
        await app.DrainConsumers(Cancellation);

        var mail = _outbox.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("On its way: KU-1");
        mail.Key.ShouldStartWith("shipping:projection:shipping-notice:");
    }

    [Fact]
    public async Task A_command_that_fails_announces_nothing()
    {
        var (app, clerk) = await StartShipping();
        var parcel = await clerk.Create(new Parcel { Recipient = "ann@example.com" });

        var outcome = await clerk.Batch(null,
            ("shipping:write:parcel:ship", $$"""{"id":"{{parcel.Id}}","trackingNumber":"KU-1"}"""),
            ("shipping:write:parcel:ship", $$"""{"id":"{{Guid.CreateVersion7()}}","trackingNumber":"KU-2"}"""));
        await app.DrainConsumers(Cancellation);

        outcome.FailedIndex.ShouldBe(1);
        _outbox.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_that_cannot_be_sent_holds_up_no_other_and_can_be_sent_later()
    {
        var (app, clerk) = await StartShipping();
        _outbox.Unreachable = "ben@example.com";
        await Ship(clerk, "ann@example.com", "KU-1");
        await Ship(clerk, "ben@example.com", "KU-2");
        await Ship(clerk, "cleo@example.com", "KU-3");

        await app.DrainConsumers(Cancellation);

        _outbox.Mails.Select(mail => mail.To).ShouldBe(["ann@example.com", "cleo@example.com"]);
        var letter = (await app.Operations.Consumers.DeadLetters(cancellation: Cancellation)).ShouldHaveSingleItem();
        letter.Error.ShouldContain("ben@example.com");
        letter.EventType.ShouldBe("shipping:event:parcel-shipped");

        _outbox.Unreachable = null;
        await app.Operations.Consumers.Replay(letter.Id, Cancellation);

        _outbox.Mails[^1].To.ShouldBe("ben@example.com");
        (await app.Operations.Consumers.DeadLetters(cancellation: Cancellation)).ShouldBeEmpty();
    }

    private async Task<(TestApp App, TestUser Clerk)> StartShipping()
    {
        var app = await Start(new ShippingFeature(_outbox));
        return (app, app.As("Clerk"));
    }

    private static async Task Ship(TestUser clerk, string recipient, string trackingNumber)
    {
        var parcel = await clerk.Create(new Parcel { Recipient = recipient });
        await clerk.Write(new ShipParcel(parcel.Id, trackingNumber));
    }

    /// <summary>Keeps mails in memory, each key once, as the real service does.</summary>
    private sealed class Outbox : IMailService
    {
        public List<(string To, string Subject, string Key)> Mails { get; } = [];

        public string? Unreachable { get; set; }

        public Task Send(string to, string subject, string key, CancellationToken cancellation)
        {
            if (to == Unreachable)
            {
                throw new IOException($"Nobody answers for {to}.");
            }

            if (Mails.All(mail => mail.Key != key))
            {
                Mails.Add((to, subject, key));
            }

            return Task.CompletedTask;
        }
    }
}
