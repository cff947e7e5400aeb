namespace Kumiko.AspNetCore.Tests.Applications;

public sealed class SqliteAccessMatrixOverHttpTests(SqliteDatabases databases) : AccessMatrixOverHttpSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteCrossingOverHttpTests(SqliteDatabases databases) : CrossingOverHttpSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteBadInputTests(SqliteDatabases databases) : BadInputSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteNastyTextTests(SqliteDatabases databases) : NastyTextSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteFuzzTests(SqliteDatabases databases) : FuzzSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqliteManyClientsTests(SqliteDatabases databases) : ManyClientsSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class SqlitePositionTests(SqliteDatabases databases) : PositionSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class PostgresPositionTests(PostgresDatabases databases) : PositionSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresAccessMatrixOverHttpTests(PostgresDatabases databases) : AccessMatrixOverHttpSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresCrossingOverHttpTests(PostgresDatabases databases) : CrossingOverHttpSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresBadInputTests(PostgresDatabases databases) : BadInputSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresNastyTextTests(PostgresDatabases databases) : NastyTextSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresFuzzTests(PostgresDatabases databases) : FuzzSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresManyClientsTests(PostgresDatabases databases) : ManyClientsSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class SqliteRefusalTests(SqliteDatabases databases) : RefusalSpecification(databases), IClassFixture<SqliteDatabases>;

public sealed class PostgresRefusalTests(PostgresDatabases databases) : RefusalSpecification(databases), IClassFixture<PostgresDatabases>;
