using Kumiko.Sqlite;

namespace Kumiko.Tests.Sqlite;

public class SqliteStoreOptionsTests
{
    [Theory]
    [InlineData("sqlite:app.db", "app.db")]
    [InlineData("SQLITE:/data/my app.db", "/data/my app.db")]
    [InlineData("sqlite:app.db?", "app.db")]
    [InlineData("sqlite:100%20.db", "100%20.db")]
    public void The_path_is_taken_as_it_is(string text, string path)
    {
        var options = SqliteStoreOptions.Parse(text);

        options.ShouldBe(new SqliteStoreOptions { DataSource = path });
        options.Synchronous.ShouldBe(SqliteSynchronous.Normal);
        options.BusyTimeout.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Options_follow_the_path()
    {
        SqliteStoreOptions.Parse("sqlite:app.db?synchronous=Full&busy_timeout=5").ShouldBe(
            new SqliteStoreOptions { DataSource = "app.db", Synchronous = SqliteSynchronous.Full, BusyTimeout = TimeSpan.FromSeconds(5) });
    }

    [Theory]
    [InlineData("postgres://host/db", "sqlite:app.db")]
    [InlineData("app.db", "sqlite:app.db")]
    [InlineData("sqlite:", "path")]
    [InlineData("sqlite://app.db", "sqlite:/data/app.db")]
    [InlineData("sqlite::memory:", "in-memory")]
    [InlineData("sqlite:file::memory:", "in-memory")]
    [InlineData("sqlite:app.db?mode=memory", "in-memory")]
    [InlineData("sqlite:app.db?synchronous=off", "normal, full")]
    [InlineData("sqlite:app.db?synchronous", "normal, full")]
    [InlineData("sqlite:app.db?busy_timeout=soon", "seconds")]
    [InlineData("sqlite:app.db?busy_timeout=-1", "seconds")]
    [InlineData("sqlite:app.db?cache=shared", "'cache'")]
    [InlineData("sqlite:app.db?cache=shared", "synchronous, busy_timeout")]
    public void What_cannot_be_understood_is_refused_with_the_way_out(string text, string hint) =>
        Should.Throw<ArgumentException>(() => SqliteStoreOptions.Parse(text)).Message.ShouldContain(hint);

    [Fact]
    public void A_waiting_time_has_bounds()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SqliteStoreOptions { DataSource = "app.db", BusyTimeout = TimeSpan.FromSeconds(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => new SqliteStoreOptions { DataSource = "app.db", BusyTimeout = TimeSpan.MaxValue });
    }
}
