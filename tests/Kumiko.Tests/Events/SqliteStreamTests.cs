using Kumiko.Tests.Aggregates;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Events;

public sealed class SqliteEventAppendTests(SqliteSource source) : AppendSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteArchiveTests(SqliteSource source) : ArchiveSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteMigrationTests(SqliteSource source) : MigrationSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteAggregateTests(SqliteSource source) : AggregateSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteSnapshotTests(SqliteSource source) : SnapshotSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteDecisionTests(SqliteSource source) : DecisionSpecification(source), IClassFixture<SqliteSource>;
