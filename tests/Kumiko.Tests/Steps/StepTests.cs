using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Steps;

public sealed class SqliteStepTests(SqliteSource source) : StepSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresStepTests(PostgresSource source) : StepSpecification(source), IClassFixture<PostgresSource>;
