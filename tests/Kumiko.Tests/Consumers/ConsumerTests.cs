using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

public sealed class SqliteDeliveryTests(SqliteSource source) : DeliverySpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresDeliveryTests(PostgresSource source) : DeliverySpecification(source), IClassFixture<PostgresSource>;
