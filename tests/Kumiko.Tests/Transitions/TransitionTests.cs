using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Transitions;

public sealed class SqliteTransitionTests(SqliteSource source) : TransitionSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteTransitionHistoryTests(SqliteSource source) : TransitionHistorySpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresTransitionTests(PostgresSource source) : TransitionSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresTransitionHistoryTests(PostgresSource source) : TransitionHistorySpecification(source), IClassFixture<PostgresSource>;
