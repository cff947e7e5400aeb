using Kumiko.Tests.Apps.Fields;
using Kumiko.Tests.Apps.Histories;
using Kumiko.Tests.Apps.Queries;
using Kumiko.Tests.Apps.Records;
using Kumiko.Tests.Apps.Relations;
using Kumiko.Tests.Apps.Starting;
using Kumiko.Tests.Apps.Tenants;

namespace Kumiko.Tests.Apps;

public sealed class PostgresClockTests(PostgresSource source) : ClockSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresCollectionTests(PostgresSource source) : CollectionSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresCrossingTests(PostgresSource source) : CrossingSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresCrossTenantTests(PostgresSource source) : CrossTenantSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresDeleteTests(PostgresSource source) : DeleteSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresDeleteRaceTests(PostgresSource source) : DeleteRaceSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresEmbeddedTests(PostgresSource source) : EmbeddedSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresFieldTests(PostgresSource source) : FieldSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresHistoryTests(PostgresSource source) : HistorySpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresLabelTests(PostgresSource source) : LabelSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresListTests(PostgresSource source) : ListSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresMoneyTests(PostgresSource source) : MoneySpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresNestedWriteTests(PostgresSource source) : NestedWriteSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresQueryTests(PostgresSource source) : QuerySpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresReferenceDataTests(PostgresSource source) : ReferenceDataSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresReferenceTests(PostgresSource source) : ReferenceSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresSchemaStartTests(PostgresSource source) : SchemaStartSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresSeedTests(PostgresSource source) : SeedSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresTenantIsolationTests(PostgresSource source) : TenantIsolationSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresTimeTravelTests(PostgresSource source) : TimeTravelSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresUniqueTests(PostgresSource source) : UniqueSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresWriteTests(PostgresSource source) : WriteSpecification(source), IClassFixture<PostgresSource>;
