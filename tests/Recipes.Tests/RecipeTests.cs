namespace Recipes.Tests;

public sealed class SqliteAccessTests(SqliteDatabases databases) : AccessSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteAnonymousAccessTests(SqliteDatabases databases) : AnonymousAccessSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteArchiveTests(SqliteDatabases databases) : ArchiveSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteConsumerWithEffectsTests(SqliteDatabases databases) : ConsumerWithEffectsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteConsumerWithTableTests(SqliteDatabases databases) : ConsumerWithTableSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteFetchForWritingTests(SqliteDatabases databases) : FetchForWritingSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteFieldAccessTests(SqliteDatabases databases) : FieldAccessSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteHooksTests(SqliteDatabases databases) : HooksSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteInlineProjectionTests(SqliteDatabases databases) : InlineProjectionSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteMetricsTests(SqliteDatabases databases) : MetricsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteOwnershipTests(SqliteDatabases databases) : OwnershipSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteNestedWriteTests(SqliteDatabases databases) : NestedWriteSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqlitePrivacyTests(SqliteDatabases databases) : PrivacySpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteProcessManagerTests(SqliteDatabases databases) : ProcessManagerSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteRateLimitsTests(SqliteDatabases databases) : RateLimitsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteRebuildTests(SqliteDatabases databases) : RebuildSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteReferenceLabelsTests(SqliteDatabases databases) : ReferenceLabelsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteRelationsTests(SqliteDatabases databases) : RelationsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteSnapshotTests(SqliteDatabases databases) : SnapshotSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteStepsTests(SqliteDatabases databases) : StepsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteStreamsTests(SqliteDatabases databases) : StreamsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteTimeTravelTests(SqliteDatabases databases) : TimeTravelSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteTogglesTests(SqliteDatabases databases) : TogglesSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteTransitionsTests(SqliteDatabases databases) : TransitionsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteUpcasterTests(SqliteDatabases databases) : UpcasterSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class PostgresAccessTests(PostgresDatabases databases) : AccessSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresAnonymousAccessTests(PostgresDatabases databases) : AnonymousAccessSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresArchiveTests(PostgresDatabases databases) : ArchiveSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresConsumerWithEffectsTests(PostgresDatabases databases) : ConsumerWithEffectsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresConsumerWithTableTests(PostgresDatabases databases) : ConsumerWithTableSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresFetchForWritingTests(PostgresDatabases databases) : FetchForWritingSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresFieldAccessTests(PostgresDatabases databases) : FieldAccessSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresHooksTests(PostgresDatabases databases) : HooksSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresInlineProjectionTests(PostgresDatabases databases) : InlineProjectionSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresMetricsTests(PostgresDatabases databases) : MetricsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresOwnershipTests(PostgresDatabases databases) : OwnershipSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresNestedWriteTests(PostgresDatabases databases) : NestedWriteSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresPrivacyTests(PostgresDatabases databases) : PrivacySpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresProcessManagerTests(PostgresDatabases databases) : ProcessManagerSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresRateLimitsTests(PostgresDatabases databases) : RateLimitsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresRebuildTests(PostgresDatabases databases) : RebuildSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresReferenceLabelsTests(PostgresDatabases databases) : ReferenceLabelsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresRelationsTests(PostgresDatabases databases) : RelationsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresSnapshotTests(PostgresDatabases databases) : SnapshotSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresStepsTests(PostgresDatabases databases) : StepsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresStreamsTests(PostgresDatabases databases) : StreamsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresTimeTravelTests(PostgresDatabases databases) : TimeTravelSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresTogglesTests(PostgresDatabases databases) : TogglesSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresTransitionsTests(PostgresDatabases databases) : TransitionsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresUpcasterTests(PostgresDatabases databases) : UpcasterSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class SqliteWhyDeniedTests(SqliteDatabases databases) : WhyDeniedSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class PostgresWhyDeniedTests(PostgresDatabases databases) : WhyDeniedSpecification(databases), IClassFixture<PostgresDatabases>;
