using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public sealed class SqlitePipelineTests(SqliteSource source) : PipelineSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteAccessMatrixTests(SqliteSource source) : AccessMatrixSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteAccessTests(SqliteSource source) : AccessSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteBatchTests(SqliteSource source) : BatchSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteNestedTests(SqliteSource source) : NestedSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteReadYourWritesTests(SqliteSource source) : ReadYourWritesSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteRandomWorkTests(SqliteSource source) : RandomWorkSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteRequestIdTests(SqliteSource source) : RequestIdSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteManyWritersTests(SqliteSource source) : ManyWritersSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteRetryTests(SqliteSource source) : RetrySpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteCrashTests(SqliteSource source) : CrashSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresPipelineTests(PostgresSource source) : PipelineSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresAccessMatrixTests(PostgresSource source) : AccessMatrixSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresAccessTests(PostgresSource source) : AccessSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresBatchTests(PostgresSource source) : BatchSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresNestedTests(PostgresSource source) : NestedSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresReadYourWritesTests(PostgresSource source) : ReadYourWritesSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresRandomWorkTests(PostgresSource source) : RandomWorkSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresRequestIdTests(PostgresSource source) : RequestIdSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresManyWritersTests(PostgresSource source) : ManyWritersSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresRetryTests(PostgresSource source) : RetrySpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresCrashTests(PostgresSource source) : CrashSpecification(source), IClassFixture<PostgresSource>;
