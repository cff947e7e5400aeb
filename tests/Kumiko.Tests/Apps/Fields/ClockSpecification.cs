namespace Kumiko.Tests.Apps.Fields;

/// <summary>Clocks on walls: times whose zone stands in another field.</summary>
public abstract class ClockSpecification(DatabaseSource source) : OrderTests(source)
{
    [Theory]
    [InlineData("Europe/Berlin", "2024-07-01T09:00:00", "2024-07-01T07:00:00.000Z")]
    [InlineData("Europe/Berlin", "2024-01-01T09:00", "2024-01-01T08:00:00.000Z")]
    [InlineData("Asia/Kathmandu", "2024-01-01T00:00:00.25", "2023-12-31T18:15:00.250Z")]
    [InlineData("Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:30:00.000Z")]
    [InlineData("Europe/Berlin", "2024-10-27T02:30:00", "2024-10-27T00:30:00.000Z")]
    [InlineData("Europe/Berlin", "2024-07-01T09:00:00Z", "2024-07-01T09:00:00.000Z")]
    public async Task A_clock_on_the_wall_is_read_in_the_records_zone(string zone, string wall, string instant)
    {
        var order = await Create($$"""{"deliverAt":"{{wall}}","zone":"{{zone}}"}""");

        order.Text("deliverAt").ShouldBe(instant);
        (await Detail(order)).Text("deliverAt").ShouldBe(instant);
    }

    [Fact]
    public async Task A_record_without_a_zone_has_its_initial_one() =>
        (await Create("""{"deliverAt":"2024-07-01T09:00:00"}""")).Text("deliverAt").ShouldBe("2024-07-01T07:00:00.000Z");

    [Fact]
    public async Task An_update_of_the_time_alone_takes_the_zone_from_the_record()
    {
        var order = await Create("""{"zone":"America/New_York"}""");

        (await Update(order, """{"deliverAt":"2024-07-01T09:00:00"}""")).Text("deliverAt").ShouldBe("2024-07-01T13:00:00.000Z");
    }

    [Fact]
    public async Task An_update_of_both_takes_the_new_zone()
    {
        var order = await Create("""{"zone":"America/New_York"}""");

        (await Update(order, """{"deliverAt":"2024-07-01T09:00:00","zone":"Asia/Tokyo"}""")).Text("deliverAt").ShouldBe("2024-07-01T00:00:00.000Z");
    }

    [Fact]
    public async Task Another_zone_alone_does_not_move_the_instant()
    {
        var order = await Create("""{"deliverAt":"2024-07-01T09:00:00"}""");

        (await Update(order, """{"zone":"Asia/Tokyo"}""")).Text("deliverAt").ShouldBe("2024-07-01T07:00:00.000Z");
    }

    [Fact]
    public async Task Bounds_hold_for_the_instant_that_the_clock_means()
    {
        await Create("""{"deliverAt":"2100-01-01T00:30:00","zone":"Europe/Berlin"}""").ShouldBeInvalid("deliverAt", IssueCodes.TooBig);
        (await Create("""{"deliverAt":"2099-12-31T23:30:00","zone":"Europe/Berlin"}""")).Text("deliverAt").ShouldBe("2099-12-31T22:30:00.000Z");
        var order = await Create("{}");
        await Update(order, """{"deliverAt":"2100-01-01T00:30:00"}""").ShouldBeInvalid("deliverAt", IssueCodes.TooBig);
    }

    [Fact]
    public async Task A_clock_in_a_zone_that_does_not_exist_is_an_issue_of_the_zone_alone() =>
        (await Create("""{"deliverAt":"2024-07-01T09:00:00","zone":"Mars"}""").ShouldFail<ValidationFailedException>())
            .Issues.ShouldContain(i => i.Path == "zone" && i.Code == IssueCodes.InvalidFormat);

    [Fact]
    public async Task A_filter_takes_instants_only()
    {
        await Create("""{"number":"one","deliverAt":"2024-07-01T09:00:00"}""");

        (await Numbers("""{"filters":[{"field":"deliverAt","op":"eq","value":"2024-07-01T07:00:00Z"}]}""")).ShouldBe("one");
        await Numbers("""{"filters":[{"field":"deliverAt","op":"eq","value":"2024-07-01T09:00:00"}]}""")
            .ShouldBeInvalid("filters.0.value", IssueCodes.InvalidFormat);
    }
}
