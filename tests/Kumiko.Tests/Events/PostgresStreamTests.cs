using Kumiko.Tests.Aggregates;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Events;

public sealed class PostgresEventAppendTests(PostgresSource source) : AppendSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresArchiveTests(PostgresSource source) : ArchiveSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresMigrationTests(PostgresSource source) : MigrationSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresAggregateTests(PostgresSource source) : AggregateSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresSnapshotTests(PostgresSource source) : SnapshotSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresDecisionTests(PostgresSource source) : DecisionSpecification(source), IClassFixture<PostgresSource>;
