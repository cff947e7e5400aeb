namespace Kumiko.Tests.Storage;

public sealed class SqliteAnswerTests(SqliteFixture fixture) : AnswerSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteAppendTests(SqliteFixture fixture) : AppendSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteArchiveTests(SqliteFixture fixture) : ArchiveSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteConcurrencyTests(SqliteFixture fixture) : ConcurrencySpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteConsumerTests(SqliteFixture fixture) : ConsumerSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteDeadLetterTests(SqliteFixture fixture) : DeadLetterSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteImportTests(SqliteFixture fixture) : ImportSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLeaseTests(SqliteFixture fixture) : LeaseSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteListenTests(SqliteFixture fixture) : ListenSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLockTests(SqliteFixture fixture) : LockSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLogReaderTests(SqliteFixture fixture) : LogReaderSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLogTests(SqliteFixture fixture) : LogSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqlitePruneTests(SqliteFixture fixture) : PruneSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRateLimitTests(SqliteFixture fixture) : RateLimitSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRebuildStateTests(SqliteFixture fixture) : RebuildStateSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRequiredRowTests(SqliteFixture fixture) : RequiredRowSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRowAccessTests(SqliteFixture fixture) : RowAccessSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRowFilterTests(SqliteFixture fixture) : RowFilterSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRowOrderTests(SqliteFixture fixture) : RowOrderSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRowTests(SqliteFixture fixture) : RowSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteSchemaTests(SqliteFixture fixture) : SchemaSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteSnapshotTests(SqliteFixture fixture) : SnapshotSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteStreamReadTests(SqliteFixture fixture) : StreamReadSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteSwapTests(SqliteFixture fixture) : SwapSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteTaskTests(SqliteFixture fixture) : TaskSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteTransactionTests(SqliteFixture fixture) : TransactionSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteUpsertTests(SqliteFixture fixture) : UpsertSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteValueRoundTripTests(SqliteFixture fixture) : ValueRoundTripSpecification(fixture), IClassFixture<SqliteFixture>;
