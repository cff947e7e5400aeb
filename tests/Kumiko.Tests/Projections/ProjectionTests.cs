using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Projections;

public sealed class SqliteInlineProjectionTests(SqliteSource source) : InlineProjectionSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteProjectionRowsTests(SqliteSource source) : ProjectionRowsSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteHotRowTests(SqliteSource source) : HotRowSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteRandomProjectionTests(SqliteSource source) : RandomProjectionSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteProjectionQueryTests(SqliteSource source) : ProjectionQuerySpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteDerivedTableTests(SqliteSource source) : DerivedTableSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresInlineProjectionTests(PostgresSource source) : InlineProjectionSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresProjectionRowsTests(PostgresSource source) : ProjectionRowsSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresHotRowTests(PostgresSource source) : HotRowSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresRandomProjectionTests(PostgresSource source) : RandomProjectionSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresProjectionQueryTests(PostgresSource source) : ProjectionQuerySpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresDerivedTableTests(PostgresSource source) : DerivedTableSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteEntityStateReaderTests(SqliteSource source) : EntityStateReaderSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresEntityStateReaderTests(PostgresSource source) : EntityStateReaderSpecification(source), IClassFixture<PostgresSource>;
