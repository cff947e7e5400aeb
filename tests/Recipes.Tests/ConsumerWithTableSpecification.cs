using Kumiko;
using Recipes.ConsumerWithTable;

namespace Recipes.Tests;

public abstract class ConsumerWithTableSpecification(Databases databases) : RecipeSpecification(databases)
{
    private readonly Guid _customer = Guid.CreateVersion7();

    [Fact]
    public async Task The_table_knows_the_events_of_all_entities_once_the_consumer_has_run()
    {
        var app = await Start(new ActivityFeature());
        var clerk = app.As("Clerk");
        await clerk.Create(new Order { CustomerId = _customer, Total = 50 });
        await clerk.Create(new Complaint { CustomerId = _customer, Text = "It is the wrong colour." });
        (await clerk.Query<CustomerActivity?>(new ActivityOf(_customer))).ShouldBeNull();

        // In tests consumers run when the test says so, in its own flow: no waiting, no luck.
        await app.DrainConsumers(Cancellation);

        var activity = await clerk.Query<CustomerActivity>(new ActivityOf(_customer));
        (activity.Orders, activity.Complaints, activity.Turnover).ShouldBe((1, 1, 50));
    }

    [Fact]
    public async Task Who_waits_for_the_position_of_an_answer_sees_what_was_just_written()
    {
        var app = await Start(new ActivityFeature());
        var clerk = app.As("Clerk");
        await app.StartConsumers();

        for (var orders = 1; orders <= 5; orders++)
        {
            // Over HTTP the position comes in the header X-Kumiko-Position.
            var outcome = await clerk.Batch(null, ("activity:write:order:create", $$"""{"customerId":"{{_customer}}","total":"10"}"""));
            outcome.Error.ShouldBeNull();

            var activity = await clerk.Query<CustomerActivity>(new ActivityOf(_customer, outcome.Position!.Value.Value));
            activity.Orders.ShouldBe(orders);
        }
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_an_answer_and_not_a_hanging_request()
    {
        var app = await Start(new ActivityFeature());
        var clerk = app.As("Clerk");
        await clerk.Create(new Order { CustomerId = _customer, Total = 50 });

        // Nobody works for the consumer.
        var behind = await Should.ThrowAsync<ProjectionBehindException>(() => clerk.Query<CustomerActivity>(new ActivityOf(_customer, Seen: 1)));

        behind.Status.ShouldBe(503);
        behind.Details!["projection"].ShouldBe("activity:projection:customer-activity");
    }
}
