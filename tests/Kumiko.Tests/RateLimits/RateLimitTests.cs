using Kumiko.Tests.Apps;

namespace Kumiko.Tests.RateLimits;

public sealed class SqliteInProcessTests(SqliteSource source)
    : RateLimitSpecification(source, RateLimitCounting.InProcess), IClassFixture<SqliteSource>;

public sealed class SqliteInDatabaseTests(SqliteSource source)
    : RateLimitSpecification(source, RateLimitCounting.InDatabase), IClassFixture<SqliteSource>;

public sealed class PostgresInProcessTests(PostgresSource source)
    : RateLimitSpecification(source, RateLimitCounting.InProcess), IClassFixture<PostgresSource>;

public sealed class PostgresInDatabaseTests(PostgresSource source)
    : RateLimitSpecification(source, RateLimitCounting.InDatabase), IClassFixture<PostgresSource>;
