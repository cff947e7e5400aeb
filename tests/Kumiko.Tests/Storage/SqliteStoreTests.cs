namespace Kumiko.Tests.Storage;

public sealed class SqliteAnswerTests(SqliteFixture fixture) : AnswerSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteAppendTests(SqliteFixture fixture) : AppendSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteConcurrencyTests(SqliteFixture fixture) : ConcurrencySpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteConsumerTests(SqliteFixture fixture) : ConsumerSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteDeadLetterTests(SqliteFixture fixture) : DeadLetterSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLeaseTests(SqliteFixture fixture) : LeaseSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteLogTests(SqliteFixture fixture) : LogSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRowFilterTests(SqliteFixture fixture) : RowFilterSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRowOrderTests(SqliteFixture fixture) : RowOrderSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteRowTests(SqliteFixture fixture) : RowSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteSchemaTests(SqliteFixture fixture) : SchemaSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteStreamReadTests(SqliteFixture fixture) : StreamReadSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteTransactionTests(SqliteFixture fixture) : TransactionSpecification(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteValueRoundTripTests(SqliteFixture fixture) : ValueRoundTripSpecification(fixture), IClassFixture<SqliteFixture>;
