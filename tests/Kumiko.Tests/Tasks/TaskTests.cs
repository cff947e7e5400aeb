using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Tasks;

public sealed class SqliteTaskQueueTests(SqliteSource source) : TaskQueueSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteTaskHostTests(SqliteSource source) : TaskHostSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresTaskQueueTests(PostgresSource source) : TaskQueueSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresTaskHostTests(PostgresSource source) : TaskHostSpecification(source), IClassFixture<PostgresSource>;
