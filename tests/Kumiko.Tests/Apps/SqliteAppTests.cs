using Kumiko.Tests.Apps.Fields;
using Kumiko.Tests.Apps.Histories;
using Kumiko.Tests.Apps.Queries;
using Kumiko.Tests.Apps.Records;
using Kumiko.Tests.Apps.Relations;
using Kumiko.Tests.Apps.Starting;
using Kumiko.Tests.Apps.Tenants;

namespace Kumiko.Tests.Apps;

public sealed class SqliteClockTests(SqliteSource source) : ClockSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteCollectionTests(SqliteSource source) : CollectionSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteCrossingTests(SqliteSource source) : CrossingSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteCrossTenantTests(SqliteSource source) : CrossTenantSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteDeleteTests(SqliteSource source) : DeleteSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteDeleteRaceTests(SqliteSource source) : DeleteRaceSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteEmbeddedTests(SqliteSource source) : EmbeddedSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteFieldTests(SqliteSource source) : FieldSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteHistoryTests(SqliteSource source) : HistorySpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteLabelTests(SqliteSource source) : LabelSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteListTests(SqliteSource source) : ListSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteMoneyTests(SqliteSource source) : MoneySpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteNestedWriteTests(SqliteSource source) : NestedWriteSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteQueryTests(SqliteSource source) : QuerySpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteReferenceDataTests(SqliteSource source) : ReferenceDataSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteReferenceTests(SqliteSource source) : ReferenceSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteSchemaStartTests(SqliteSource source) : SchemaStartSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteSeedTests(SqliteSource source) : SeedSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteTenantIsolationTests(SqliteSource source) : TenantIsolationSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteTimeTravelTests(SqliteSource source) : TimeTravelSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteUniqueTests(SqliteSource source) : UniqueSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteWriteTests(SqliteSource source) : WriteSpecification(source), IClassFixture<SqliteSource>;
