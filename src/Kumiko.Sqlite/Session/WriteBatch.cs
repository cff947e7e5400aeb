using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Carries out the operations of a batch inside the open transaction.</summary>
internal static class WriteBatch
{
    public static EventPosition? Execute(Connection connection, RowStatements rows, IReadOnlyList<WriteOperation> operations)
    {
        // First of all: whoever has lost the cursor does no work for nothing.
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is WriteOperation.MoveCursor move)
            {
                ConsumerStatements.Move(connection, move);
            }
        }

        EventPosition? position = null;
        var requires = false;
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            try
            {
                switch (operation)
                {
                    case WriteOperation.Append append:
                        position = EventStatements.Append(connection, append.Event);
                        break;
                    case WriteOperation.InsertRow insert:
                        rows.Insert(connection, insert);
                        break;
                    case WriteOperation.UpdateRow update:
                        rows.Update(connection, update);
                        break;
                    case WriteOperation.DeleteRow delete:
                        rows.Delete(connection, delete);
                        break;
                    case WriteOperation.RemoveRow remove:
                        rows.Remove(connection, remove);
                        break;
                    case WriteOperation.UpsertRow upsert:
                        rows.Upsert(connection, upsert);
                        break;
                    case WriteOperation.RequireRows:
                        requires = true;
                        break;
                    case WriteOperation.SaveRebuild rebuild:
                        RebuildStatements.Save(connection, rebuild.State);
                        break;
                    case WriteOperation.SaveSnapshot save:
                        SnapshotStatements.Save(connection, save.Snapshot);
                        break;
                    case WriteOperation.RecordAnswer record:
                        AnswerStatements.Record(connection, record.Answer);
                        break;
                    case WriteOperation.MoveCursor:
                        break;
                    case WriteOperation.AddDeadLetter add:
                        DeadLetterStatements.Add(connection, add.Letter);
                        break;
                    case WriteOperation.RemoveDeadLetter remove:
                        DeadLetterStatements.Remove(connection, remove.Id);
                        break;
                    case WriteOperation.AddTask add:
                        TaskStatements.Add(connection, add.Task);
                        break;
                    case WriteOperation.RemoveTask remove:
                        TaskStatements.Remove(connection, remove);
                        break;
                    default:
                        throw new NotSupportedException($"Operations of type {operation.GetType().Name} are unknown to the SQLite store.");
                }
            }
            catch (SqliteException failure)
            {
                throw StoreErrors.Translate(failure, operation);
            }
        }

        if (requires)
        {
            rows.Require(connection, operations);
        }

        return position;
    }
}
