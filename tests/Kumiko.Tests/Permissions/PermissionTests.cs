using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

public sealed class SqliteOwnershipReadTests(SqliteSource source) : OwnershipReadSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteOwnershipWriteTests(SqliteSource source) : OwnershipWriteSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteFieldReadTests(SqliteSource source) : FieldReadSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteFieldWriteTests(SqliteSource source) : FieldWriteSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteRandomRuleTests(SqliteSource source) : RandomRuleSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresOwnershipReadTests(PostgresSource source) : OwnershipReadSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresOwnershipWriteTests(PostgresSource source) : OwnershipWriteSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresFieldReadTests(PostgresSource source) : FieldReadSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresFieldWriteTests(PostgresSource source) : FieldWriteSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresRandomRuleTests(PostgresSource source) : RandomRuleSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteStreamAccessTests(SqliteSource source) : StreamAccessSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresStreamAccessTests(PostgresSource source) : StreamAccessSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteHiddenRecordTests(SqliteSource source) : HiddenRecordSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresHiddenRecordTests(PostgresSource source) : HiddenRecordSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteEmbeddedRuleTests(SqliteSource source) : EmbeddedRuleSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresEmbeddedRuleTests(PostgresSource source) : EmbeddedRuleSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteDenialTests(SqliteSource source) : DenialSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresDenialTests(PostgresSource source) : DenialSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteExplainTests(SqliteSource source) : ExplainSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresExplainTests(PostgresSource source) : ExplainSpecification(source), IClassFixture<PostgresSource>;
