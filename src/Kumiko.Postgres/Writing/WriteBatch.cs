using Kumiko.Postgres.Consumers;
using Kumiko.Postgres.Rows;
using Kumiko.Postgres.Tasks;
using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// Turns operations into as few statements as possible. Appends depend on nothing but the log, and an insert on nothing but its own
/// table: each joins the group of its kind even when operations on other tables stand between, so that a thousand creates are two statements.
/// </summary>
internal sealed class WriteBatch
{
    private readonly Func<Table, TableStatements> _statementsOf;
    private readonly List<Step> _steps = [];
    private readonly List<RequireStep> _requirements = [];

    public WriteBatch(IReadOnlyList<WriteOperation> operations, Func<Table, TableStatements> statementsOf)
    {
        _statementsOf = statementsOf;
        foreach (var operation in operations)
        {
            Add(operation);
        }
    }

    /// <summary>Which of the batch's results holds the positions of the appended events; -1 where there is none.</summary>
    public int ResultOfAppends { get; private set; } = -1;

    public void AddTo(SessionBatch batch)
    {
        var results = 0;
        if (_steps.OfType<Appends>().FirstOrDefault() is { } all && StreamLocks.For(all.Events) is { } locks)
        {
            batch.BatchCommands.Add(locks);
            results++;
        }

        foreach (var step in _steps)
        {
            batch.BatchCommands.Add(step.ToCommand());
            if (step is Appends)
            {
                ResultOfAppends = results;
            }

            if (step.HasResult)
            {
                results++;
            }
        }

        foreach (var requirement in _requirements)
        {
            requirement.AddTo(batch);
        }
    }

    private void Add(WriteOperation operation)
    {
        switch (operation)
        {
            case WriteOperation.Append append:
                GroupOfAppends().Events.Add(append.Event);
                break;
            case WriteOperation.InsertRow insert:
                GroupOfInserts(insert.Table).Rows.Add(insert.Values);
                break;
            case WriteOperation.UpdateRow { Ordinals.Count: 0 }:
                throw new ArgumentException("An update changes at least one column.", nameof(operation));
            case WriteOperation.UpdateRow update:
                _steps.Add(new UpdateStep(_statementsOf(update.Table), update));
                break;
            case WriteOperation.DeleteRow delete:
                _steps.Add(new DeleteStep(_statementsOf(delete.Table), delete));
                break;
            case WriteOperation.RemoveRow remove:
                GroupOfRemovals(remove.Table).Add(remove);
                break;
            case WriteOperation.UpsertRow upsert:
                AddUpsert(upsert);
                break;
            case WriteOperation.RequireRows { Ids.Count: 0 }:
                break;
            case WriteOperation.RequireRows require:
                GroupOfRequirements(require).Add(require);
                break;
            case WriteOperation.SaveRebuild save:
                _steps.Add(new Single(RebuildStatements.Save(save.State), hasResult: false));
                break;
            case WriteOperation.SaveSnapshot save:
                _steps.Add(new Single(SnapshotStatements.Save(save.Snapshot), hasResult: false));
                break;
            case WriteOperation.RecordAnswer record:
                _steps.Add(new Record(record.Answer));
                break;
            case WriteOperation.MoveCursor move:
                // First of all: whoever has lost the cursor does no work for nothing, and rivals for it wait for nothing else.
                _steps.Insert(0, new Single(ConsumerStatements.Move(move), hasResult: true));
                break;
            case WriteOperation.AddDeadLetter add:
                _steps.Add(new Single(DeadLetterStatements.Add(add.Letter), hasResult: false));
                break;
            case WriteOperation.RemoveDeadLetter remove:
                _steps.Add(new Single(DeadLetterStatements.Remove(remove.Id), hasResult: true));
                break;
            case WriteOperation.AddTask add:
                GroupOfTasks().Added.Add(add.Task);
                break;
            case WriteOperation.RemoveTask remove:
                _steps.Add(new Single(TaskStatements.Remove(remove), hasResult: true));
                break;
            default:
                throw new NotSupportedException($"Operations of type {operation.GetType().Name} are unknown to the PostgreSQL store.");
        }
    }

    private Appends GroupOfAppends()
    {
        foreach (var step in _steps)
        {
            if (step is Appends appends)
            {
                return appends;
            }
        }

        var added = new Appends();
        _steps.Add(added);
        return added;
    }

    private RequireStep GroupOfRequirements(WriteOperation.RequireRows require)
    {
        foreach (var step in _requirements)
        {
            if (step.Fits(require))
            {
                return step;
            }
        }

        var added = new RequireStep(_statementsOf(require.Table), require);
        _requirements.Add(added);
        return added;
    }

    private Tasks GroupOfTasks()
    {
        if (_steps.OfType<Tasks>().FirstOrDefault() is { } tasks)
        {
            return tasks;
        }

        var added = new Tasks();
        _steps.Add(added);
        return added;
    }

    private InsertStep GroupOfInserts(Table table)
    {
        // An update or delete of the same table in between must find the rows that were inserted before it, and only those.
        if (LastOf(table) is InsertStep inserts and not UpsertStep)
        {
            return inserts;
        }

        var added = new InsertStep(_statementsOf(table));
        _steps.Add(added);
        return added;
    }

    private RemoveStep GroupOfRemovals(Table table)
    {
        if (LastOf(table) is RemoveStep removals)
        {
            return removals;
        }

        var added = new RemoveStep(_statementsOf(table));
        _steps.Add(added);
        return added;
    }

    private void AddUpsert(WriteOperation.UpsertRow upsert)
    {
        foreach (var step in LatestOf(upsert.Table))
        {
            if (step is not UpsertStep upserts)
            {
                break;
            }

            if (upserts.TryAdd(upsert))
            {
                return;
            }

            if (!upserts.CanBePassedBy(upsert))
            {
                break;
            }
        }

        var added = new UpsertStep(_statementsOf(upsert.Table), upsert.Set, upsert.Add);
        added.TryAdd(upsert);
        _steps.Add(added);
    }

    private TableStep? LastOf(Table table) => LatestOf(table).FirstOrDefault();

    private IEnumerable<TableStep> LatestOf(Table table)
    {
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            if (_steps[i] is TableStep step && step.Statements.Table.Name == table.Name)
            {
                yield return step;
            }
        }
    }

    private sealed class Appends : Step
    {
        public List<NewEvent> Events { get; } = [];

        public override NpgsqlBatchCommand ToCommand() => EventStatements.Append(Events);
    }

    private sealed class Tasks : Step
    {
        public List<NewTask> Added { get; } = [];

        public override bool HasResult => false;

        public override NpgsqlBatchCommand ToCommand() => TaskStatements.Add(Added);
    }

    private sealed class Single(NpgsqlBatchCommand command, bool hasResult) : Step
    {
        public override bool HasResult => hasResult;

        public override NpgsqlBatchCommand ToCommand() => command;
    }

    private sealed class Record(RecordedAnswer answer) : Step
    {
        private const string Insert =
            $"insert into {Sql.Answers} (tenant_id, user_id, request_id, fingerprint, answer, created_at) values ($1, $2, $3, $4, $5, $6)";

        public override bool HasResult => false;

        public override NpgsqlBatchCommand ToCommand() => new(Insert)
        {
            Parameters =
            {
                Parameters.Id(answer.Key.Tenant.Value),
                Parameters.Text(answer.Key.User.Value),
                Parameters.Text(answer.Key.RequestId),
                Parameters.Of(answer.Fingerprint, NpgsqlDbType.Bytea),
                Parameters.Of(answer.Answer, NpgsqlDbType.Json),
                Parameters.Instant(answer.CreatedAt),
            },
        };
    }
}
