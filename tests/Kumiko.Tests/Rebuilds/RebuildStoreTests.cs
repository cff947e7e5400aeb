using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Rebuilds;

public sealed class SqliteRebuildTests(SqliteSource source) : RebuildSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresRebuildTests(PostgresSource source) : RebuildSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteBusyRebuildTests(SqliteSource source) : BusyRebuildSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresBusyRebuildTests(PostgresSource source) : BusyRebuildSpecification(source), IClassFixture<PostgresSource>;
