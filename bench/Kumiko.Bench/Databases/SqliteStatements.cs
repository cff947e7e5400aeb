using SQLitePCL;

namespace Kumiko.Bench.Databases;

/// <summary>Prepared statements on one connection, through the library that our store uses as well.</summary>
internal sealed class SqliteStatements : IDisposable
{
    private const string Event =
        """
        INSERT INTO kumiko_events (tenant_id, aggregate_id, version, aggregate_type, type, schema_version, created_at, created_by, payload, metadata)
        VALUES (x'00000001000040008000000000000001', ?1, ?2, 'work-order', 'work-order.created', 1, 1795250089108000, 'user-planner', ?3, ?4)
        """;

    private const string Row =
        """
        INSERT INTO read_work_orders (tenant_id, id, version, inserted_at, inserted_by_id, title, notes, contact, status, hours, quote, quote_currency,
                                      due_on, reported_at, site_id, is_urgent)
        VALUES (x'00000001000040008000000000000001', ?1, 1, 1795250089108000, 'user-planner', ?2, ?3, '+49 30 1234567', 'open', 350, 48900, 'EUR',
                '2026-11-02', 1791965700000000, x'0197C0DE000070008000000000000003', 1)
        """;

    private const string Page = "SELECT * FROM read_work_orders WHERE tenant_id = x'00000001000040008000000000000001' ORDER BY id LIMIT 20";

    private readonly sqlite3 _connection;
    private readonly Dictionary<string, sqlite3_stmt> _statements = [];

    public SqliteStatements(string file)
    {
        Check(raw.sqlite3_open_v2(file, out _connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null));
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = NORMAL");
        Run("PRAGMA busy_timeout = 10000");
    }

    public Func<Task> Work(RawWork work)
    {
        Action action = work switch
        {
            RawWork.Create => Create,
            RawWork.List => List,
            RawWork.Append => () => Append(1),
            _ => () => Append(100),
        };
        return () =>
        {
            action();
            return Task.CompletedTask;
        };
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private void Create()
    {
        var id = Guid.CreateVersion7().ToByteArray(bigEndian: true);
        Run("BEGIN IMMEDIATE");
        InsertEvent(id, 1);
        var row = Prepare(Row);
        raw.sqlite3_bind_blob(row, 1, id);
        raw.sqlite3_bind_text(row, 2, Workload.Title);
        raw.sqlite3_bind_text(row, 3, Workload.Notes);
        Finish(row);
        Run("COMMIT");
    }

    private void Append(int events)
    {
        var id = Guid.CreateVersion7().ToByteArray(bigEndian: true);
        Run("BEGIN IMMEDIATE");
        for (var version = 1; version <= events; version++)
        {
            InsertEvent(id, version);
        }

        Run("COMMIT");
    }

    private void List()
    {
        var page = Prepare(Page);
        while (raw.sqlite3_step(page) == raw.SQLITE_ROW)
        {
            for (var column = 0; column < 18; column++)
            {
                _ = raw.sqlite3_column_blob(page, column).Length;
            }
        }

        Check(raw.sqlite3_reset(page));
    }

    private void InsertEvent(byte[] id, long version)
    {
        var insert = Prepare(Event);
        raw.sqlite3_bind_blob(insert, 1, id);
        raw.sqlite3_bind_int64(insert, 2, version);
        raw.sqlite3_bind_text(insert, 3, Workload.PayloadBytes.AsSpan());
        raw.sqlite3_bind_text(insert, 4, Workload.MetadataBytes.AsSpan());
        Finish(insert);
    }

    private void Run(string sql) => Finish(Prepare(sql));

    private sqlite3_stmt Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
            _statements.Add(sql, statement);
        }

        return statement;
    }

    private void Finish(sqlite3_stmt statement)
    {
        Check(raw.sqlite3_step(statement));
        Check(raw.sqlite3_reset(statement));
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new InvalidOperationException($"SQLite failed with {code}: {raw.sqlite3_errmsg(_connection).utf8_to_string()}");
        }
    }
}
