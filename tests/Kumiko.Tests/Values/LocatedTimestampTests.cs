namespace Kumiko.Tests.Values;

public class LocatedTimestampTests
{
    [Theory]
    [InlineData("2026-01-15T09:00", "Europe/Berlin", "2026-01-15T08:00:00.000Z")]
    [InlineData("2026-07-15T09:00", "Europe/Berlin", "2026-07-15T07:00:00.000Z")]
    [InlineData("2026-07-15T09:00", "Asia/Kathmandu", "2026-07-15T03:15:00.000Z")]
    [InlineData("2026-07-15T09:00", "UTC", "2026-07-15T09:00:00.000Z")]
    public void A_clock_on_the_wall_is_an_instant(string local, string zone, string utc)
    {
        var located = LocatedTimestamp.FromLocal(DateTime.Parse(local), zone);
        Instants.Format(located.Utc).ShouldBe(utc);
        located.Local.ShouldBe(DateTime.Parse(local));
        located.Zone.ShouldBe(zone);
    }

    /// <summary>In the night in which the clock jumps from 2 to 3, half past two is half past three.</summary>
    [Theory]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30:00.000Z", "2026-03-29T03:30")]
    [InlineData("2026-03-29T01:59", "2026-03-29T00:59:00.000Z", "2026-03-29T01:59")]
    [InlineData("2026-03-29T03:00", "2026-03-29T01:00:00.000Z", "2026-03-29T03:00")]
    public void A_time_that_the_clock_skips_is_moved_forward(string local, string utc, string shown)
    {
        var located = LocatedTimestamp.FromLocal(DateTime.Parse(local), "Europe/Berlin");
        Instants.Format(located.Utc).ShouldBe(utc);
        located.Local.ShouldBe(DateTime.Parse(shown));
    }

    [Theory]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00.000Z")]
    [InlineData("2026-10-25T01:59", "2026-10-24T23:59:00.000Z")]
    [InlineData("2026-10-25T03:00", "2026-10-25T02:00:00.000Z")]
    public void Of_a_time_that_the_clock_shows_twice_the_first_is_meant(string local, string utc) =>
        Instants.Format(LocatedTimestamp.FromLocal(DateTime.Parse(local), "Europe/Berlin").Utc).ShouldBe(utc);

    [Fact]
    public void Both_instants_of_an_hour_that_comes_twice_show_the_same_time()
    {
        var first = new LocatedTimestamp(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), "Europe/Berlin");
        var second = first with { Utc = first.Utc.AddHours(1) };
        second.Local.ShouldBe(first.Local);
        second.ShouldNotBe(first);
    }

    [Fact]
    public void A_day_that_a_zone_left_out_is_moved_forward()
    {
        // Samoa went from the 29th to the 31st of December 2011, across the date line.
        var located = LocatedTimestamp.FromLocal(new DateTime(2011, 12, 30, 12, 0, 0), "Pacific/Apia");
        located.Local.ShouldBe(new DateTime(2011, 12, 31, 12, 0, 0));
    }

    [Theory]
    [InlineData("0001-01-01T00:00", "Asia/Tokyo")]
    [InlineData("9999-12-31T23:59", "America/New_York")]
    public void A_clock_at_the_end_of_time_shows_no_instant(string local, string zone) =>
        Should.Throw<ArgumentOutOfRangeException>(() => LocatedTimestamp.FromLocal(DateTime.Parse(local), zone));

    [Theory]
    [InlineData("9999-12-31T23:59", "Asia/Tokyo", "9999-12-31T14:59:00.000Z")]
    [InlineData("9999-12-31T23:59", "UTC", "9999-12-31T23:59:00.000Z")]
    [InlineData("0001-01-01T00:00", "UTC", "0001-01-01T00:00:00.000Z")]
    public void A_clock_near_the_end_of_time_is_an_instant_where_it_can_be(string local, string zone, string utc) =>
        Instants.Format(LocatedTimestamp.FromLocal(DateTime.Parse(local), zone).Utc).ShouldBe(utc);

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("Europe/Kiev", true)]
    [InlineData("Europe/Kyiv", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT+5", true)]
    [InlineData("europe/berlin", false)]
    [InlineData("W. Europe Standard Time", false)]
    [InlineData("+02:00", false)]
    [InlineData("", false)]
    public void A_zone_is_known_by_its_iana_name(string zone, bool exists) => TimeZones.Exists(zone).ShouldBe(exists);
}
