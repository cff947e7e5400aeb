using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Steps;

public sealed class SqliteStepTests(SqliteSource source) : StepSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteStepEffectTests(SqliteSource source) : StepEffectSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteStepRowTests(SqliteSource source) : StepRowSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresStepTests(PostgresSource source) : StepSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresStepEffectTests(PostgresSource source) : StepEffectSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresStepRowTests(PostgresSource source) : StepRowSpecification(source), IClassFixture<PostgresSource>;
