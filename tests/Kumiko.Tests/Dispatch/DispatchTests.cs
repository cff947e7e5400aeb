namespace Kumiko.Tests.Dispatch;

public sealed class PostgresPipelineTests(PostgresDatabases databases) : PipelineSpecification(databases), IClassFixture<PostgresDatabases>;

public sealed class PostgresBatchTests(PostgresDatabases databases) : BatchSpecification(databases), IClassFixture<PostgresDatabases>;
