using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Privacy;

public sealed class SqliteSealingTests(SqliteSource source) : SealingSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteForgettingTests(SqliteSource source) : ForgettingSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteFindingTests(SqliteSource source) : FindingSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteOperatorKeyTests(SqliteSource source) : OperatorKeySpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteReleaseTests(SqliteSource source) : ReleaseSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteKeyTests(SqliteSource source) : KeySpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresSealingTests(PostgresSource source) : SealingSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresForgettingTests(PostgresSource source) : ForgettingSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresFindingTests(PostgresSource source) : FindingSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresOperatorKeyTests(PostgresSource source) : OperatorKeySpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresReleaseTests(PostgresSource source) : ReleaseSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresKeyTests(PostgresSource source) : KeySpecification(source), IClassFixture<PostgresSource>;
