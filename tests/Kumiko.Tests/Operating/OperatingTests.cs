using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Operating;

public sealed class SqliteOperatorTests(SqliteSource source) : OperatorSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteRetentionTests(SqliteSource source) : RetentionSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteTelemetryTests(SqliteSource source) : TelemetrySpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresOperatorTests(PostgresSource source) : OperatorSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresRetentionTests(PostgresSource source) : RetentionSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresTelemetryTests(PostgresSource source) : TelemetrySpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteSecretTests(SqliteSource source) : SecretSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresSecretTests(PostgresSource source) : SecretSpecification(source), IClassFixture<PostgresSource>;
