using Npgsql;

namespace Kumiko.Postgres.Tests;

public class ConnectionTextTests
{
    [Theory]
    [InlineData("postgres://ann:s%40fe@db.example:5433/app")]
    [InlineData("postgresql://ann:s%40fe@db.example:5433/app")]
    [InlineData("Host=db.example;Port=5433;Database=app;Username=ann;Password=s@fe")]
    public void An_address_and_a_connection_string_say_the_same(string text)
    {
        var parsed = Parse(text);
        parsed.Host.ShouldBe("db.example");
        parsed.Port.ShouldBe(5433);
        parsed.Database.ShouldBe("app");
        parsed.Username.ShouldBe("ann");
        parsed.Password.ShouldBe("s@fe");
    }

    [Fact]
    public void The_settings_of_an_address_may_have_the_names_of_libpq_or_of_the_driver()
    {
        var parsed = Parse("postgres://ann@db.example/app?sslmode=verify-full&search_path=shop&connect_timeout=7&Maximum%20Pool%20Size=9");
        parsed.SslMode.ShouldBe(SslMode.VerifyFull);
        parsed.SearchPath.ShouldBe("shop");
        parsed.Timeout.ShouldBe(7);
        parsed.MaxPoolSize.ShouldBe(9);
    }

    [Theory]
    [InlineData("postgres://ann@/app?host=/var/run/postgresql")]
    [InlineData("postgres:///app?user=ann&host=/var/run/postgresql")]
    public void An_address_may_name_a_socket(string text)
    {
        var parsed = Parse(text);
        parsed.Host.ShouldBe("/var/run/postgresql");
        parsed.Database.ShouldBe("app");
        parsed.Username.ShouldBe("ann");
    }

    [Theory]
    [InlineData("postgres://ann@db.example/app?row_level_security=on", true)]
    [InlineData("postgres://ann@db.example/app?Row%20Level%20Security=TRUE&sslmode=require", true)]
    [InlineData("Host=db.example;Password=a;Row Level Security=on", true)]
    [InlineData("Host=db.example;row_level_security=off", false)]
    [InlineData("Host=db.example", false)]
    public void Either_form_says_whether_rows_are_guarded(string text, bool isGuarded)
    {
        PostgresStoreOptions.Parse(text).RowLevelSecurity.ShouldBe(isGuarded);
        Parse(text).Host.ShouldBe("db.example");
    }

    [Theory]
    [InlineData("postgres://ann:hunter2@db.example/app?row_level_security=perhaps")]
    [InlineData("Host=db.example;Password=hunter2;Row Level Security=perhaps")]
    [InlineData("sqlite:app.db")]
    [InlineData("postgres://ann:hunter2@")]
    [InlineData("postgres://ann:hunter2@db.example/app?sslmode=perhaps")]
    [InlineData("postgres://ann:hunter2@db.example/app?colour=blue")]
    [InlineData("Hoste=db.example;Password=hunter2")]
    [InlineData("Database=app;Password=hunter2")]
    public void Anything_else_is_refused_without_repeating_the_password(string text) =>
        Should.Throw<ArgumentException>(() => Parse(text)).Message.ShouldNotContain("hunter2");

    private static NpgsqlConnectionStringBuilder Parse(string text) => new(PostgresStoreOptions.Parse(text).ConnectionString);
}
