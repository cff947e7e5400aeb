using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Hooks;

public sealed class SqliteHookOrderTests(SqliteSource source) : HookOrderSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteHookFailureTests(SqliteSource source) : HookFailureSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteWriteHookTests(SqliteSource source) : WriteHookSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteQueryHookTests(SqliteSource source) : QueryHookSpecification(source), IClassFixture<SqliteSource>;

public sealed class SqliteLaterHookTests(SqliteSource source) : LaterHookSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresHookOrderTests(PostgresSource source) : HookOrderSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresHookFailureTests(PostgresSource source) : HookFailureSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresWriteHookTests(PostgresSource source) : WriteHookSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresQueryHookTests(PostgresSource source) : QueryHookSpecification(source), IClassFixture<PostgresSource>;

public sealed class PostgresLaterHookTests(PostgresSource source) : LaterHookSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqliteHookCrashTests(SqliteSource source) : HookCrashSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresHookCrashTests(PostgresSource source) : HookCrashSpecification(source), IClassFixture<PostgresSource>;

public sealed class SqlitePersonalHookTests(SqliteSource source) : PersonalHookSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresPersonalHookTests(PostgresSource source) : PersonalHookSpecification(source), IClassFixture<PostgresSource>;
