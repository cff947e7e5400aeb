namespace Kumiko.Tests.Dispatch;

public sealed class SqlitePipelineTests(SqliteDatabases databases) : PipelineSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteAccessTests(SqliteDatabases databases) : AccessSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteBatchTests(SqliteDatabases databases) : BatchSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteNestedTests(SqliteDatabases databases) : NestedSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteReadYourWritesTests(SqliteDatabases databases) : ReadYourWritesSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteRandomWorkTests(SqliteDatabases databases) : RandomWorkSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteRequestIdTests(SqliteDatabases databases) : RequestIdSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteManyWritersTests(SqliteDatabases databases) : ManyWritersSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class PostgresPipelineTests(PostgresDatabases databases) : PipelineSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresAccessTests(PostgresDatabases databases) : AccessSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresBatchTests(PostgresDatabases databases) : BatchSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresNestedTests(PostgresDatabases databases) : NestedSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresReadYourWritesTests(PostgresDatabases databases) : ReadYourWritesSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresRandomWorkTests(PostgresDatabases databases) : RandomWorkSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresRequestIdTests(PostgresDatabases databases) : RequestIdSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresManyWritersTests(PostgresDatabases databases) : ManyWritersSpecification(databases), IClassFixture<PostgresDatabases>;
