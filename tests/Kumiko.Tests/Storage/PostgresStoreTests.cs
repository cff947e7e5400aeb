namespace Kumiko.Tests.Storage;

public sealed class PostgresAnswerTests(PostgresFixture fixture) : AnswerSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresAppendTests(PostgresFixture fixture) : AppendSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresArchiveTests(PostgresFixture fixture) : ArchiveSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresConcurrencyTests(PostgresFixture fixture) : ConcurrencySpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresConsumerTests(PostgresFixture fixture) : ConsumerSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresDeadLetterTests(PostgresFixture fixture) : DeadLetterSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresImportTests(PostgresFixture fixture) : ImportSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLeaseTests(PostgresFixture fixture) : LeaseSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresListenTests(PostgresFixture fixture) : ListenSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLockTests(PostgresFixture fixture) : LockSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLogReaderTests(PostgresFixture fixture) : LogReaderSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLogTests(PostgresFixture fixture) : LogSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresPruneTests(PostgresFixture fixture) : PruneSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRateLimitTests(PostgresFixture fixture) : RateLimitSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRebuildStateTests(PostgresFixture fixture) : RebuildStateSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRequiredRowTests(PostgresFixture fixture) : RequiredRowSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRowAccessTests(PostgresFixture fixture) : RowAccessSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRowFilterTests(PostgresFixture fixture) : RowFilterSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRowOrderTests(PostgresFixture fixture) : RowOrderSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRowTests(PostgresFixture fixture) : RowSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresSchemaTests(PostgresFixture fixture) : SchemaSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresSnapshotTests(PostgresFixture fixture) : SnapshotSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresStreamReadTests(PostgresFixture fixture) : StreamReadSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresSwapTests(PostgresFixture fixture) : SwapSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresTaskTests(PostgresFixture fixture) : TaskSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresTransactionTests(PostgresFixture fixture) : TransactionSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresUpsertTests(PostgresFixture fixture) : UpsertSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresValueRoundTripTests(PostgresFixture fixture) : ValueRoundTripSpecification(fixture), IClassFixture<PostgresFixture>;
