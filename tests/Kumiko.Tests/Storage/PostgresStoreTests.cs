namespace Kumiko.Tests.Storage;

public sealed class PostgresAnswerTests(PostgresFixture fixture) : AnswerSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresAppendTests(PostgresFixture fixture) : AppendSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresConcurrencyTests(PostgresFixture fixture) : ConcurrencySpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresConsumerTests(PostgresFixture fixture) : ConsumerSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresDeadLetterTests(PostgresFixture fixture) : DeadLetterSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLeaseTests(PostgresFixture fixture) : LeaseSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresLogTests(PostgresFixture fixture) : LogSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRowFilterTests(PostgresFixture fixture) : RowFilterSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRowOrderTests(PostgresFixture fixture) : RowOrderSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresRowTests(PostgresFixture fixture) : RowSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresSchemaTests(PostgresFixture fixture) : SchemaSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresStreamReadTests(PostgresFixture fixture) : StreamReadSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresTransactionTests(PostgresFixture fixture) : TransactionSpecification(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresValueRoundTripTests(PostgresFixture fixture) : ValueRoundTripSpecification(fixture), IClassFixture<PostgresFixture>;
