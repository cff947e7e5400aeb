using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Consumers;

public sealed class SqliteDeliveryTests(SqliteSource source) : DeliverySpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteFailureTests(SqliteSource source) : FailureSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteOperationTests(SqliteSource source) : OperationSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteLeaseTests(SqliteSource source) : LeaseSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteWaitTests(SqliteSource source) : WaitSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresDeliveryTests(PostgresSource source) : DeliverySpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresFailureTests(PostgresSource source) : FailureSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresOperationTests(PostgresSource source) : OperationSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresLeaseTests(PostgresSource source) : LeaseSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresWaitTests(PostgresSource source) : WaitSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteNodeDeathTests(SqliteSource source) : NodeDeathSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresNodeDeathTests(PostgresSource source) : NodeDeathSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteFeedTests(SqliteSource source) : FeedSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresFeedTests(PostgresSource source) : FeedSpecification(source), IClassFixture<PostgresSource>;
