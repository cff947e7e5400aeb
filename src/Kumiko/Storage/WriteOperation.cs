namespace Kumiko.Storage;

/// <summary>One step of a transaction. The operations of a batch take effect in their order, and all or none of them do.</summary>
public abstract record WriteOperation
{
    private WriteOperation()
    {
    }

    /// <summary>
    /// Appends an event. Behind <see cref="SystemEvents.Archived"/> only <see cref="SystemEvents.Restored"/> can follow; any other event is refused as
    /// a conflict.
    /// </summary>
    public sealed record Append(NewEvent Event) : WriteOperation;

    /// <summary>Adds a row; <paramref name="Values"/> follow the table's columns.</summary>
    public sealed record InsertRow(Table Table, object?[] Values) : WriteOperation;

    /// <summary>Changes columns of the row of this tenant and id; <paramref name="Values"/> follow <paramref name="Ordinals"/>.</summary>
    public sealed record UpdateRow(Table Table, TenantId Tenant, Guid Id, IReadOnlyList<int> Ordinals, object?[] Values) : WriteOperation;

    /// <summary>Removes the row of this tenant and id. Refused when there is none.</summary>
    public sealed record DeleteRow(Table Table, TenantId Tenant, Guid Id) : WriteOperation;

    /// <summary>Removes the row of this tenant and id, if there is one.</summary>
    public sealed record RemoveRow(Table Table, TenantId Tenant, Guid Id) : WriteOperation;

    /// <summary>
    /// Adds a row, or changes the one that has its tenant and id: the columns of <paramref name="Set"/> get the new values, to those of
    /// <paramref name="Add"/> the new values are added (a null counts as zero), all others stay.
    /// </summary>
    /// <param name="Table">The table.</param>
    /// <param name="Values">The whole row as it is when it is new; follows the table's columns.</param>
    /// <param name="Set">Ordinals of the columns that an existing row takes over.</param>
    /// <param name="Add">Ordinals of columns of numbers that are added to an existing row's.</param>
    public sealed record UpsertRow(Table Table, object?[] Values, IReadOnlyList<int> Set, IReadOnlyList<int> Add) : WriteOperation;

    /// <summary>
    /// Keeps a snapshot in the place of the stream's older one of the same aggregate, or of one of another schema version; a newer one stays.
    /// Nothing happens when the stream has no event of that version.
    /// </summary>
    public sealed record SaveSnapshot(Snapshot Snapshot) : WriteOperation;

    /// <summary>
    /// Moves a consumer's cursor and clears its failures. Refused with <see cref="FencedException"/>, and the whole batch with it, unless the cursor
    /// stands at <paramref name="From"/> and the fence is the current one.
    /// </summary>
    public sealed record MoveCursor(ConsumerKey Consumer, long Fence, EventPosition From, EventPosition To) : WriteOperation
    {
        /// <summary>Whether the fence grows with the move: whoever works for the consumer stops, and takes it anew.</summary>
        public bool RaisesFence { get; init; }
    }

    /// <summary>Keeps an event that a consumer could not deal with.</summary>
    public sealed record AddDeadLetter(DeadLetter Letter) : WriteOperation;

    /// <summary>Removes a dead letter. Refused with <see cref="FencedException"/> when it is gone: somebody else was quicker.</summary>
    public sealed record RemoveDeadLetter(Guid Id) : WriteOperation;

    /// <summary>Queues work that is to be done after the commit.</summary>
    public sealed record AddTask(NewTask Task) : WriteOperation;

    /// <summary>
    /// Removes a task that is done. Refused with <see cref="FencedException"/>, and the whole batch with it, when the fence is not the current one: then
    /// somebody else does it.
    /// </summary>
    public sealed record RemoveTask(Guid Id, long Fence) : WriteOperation;

    /// <summary>Writes how far a rebuild has come.</summary>
    public sealed record SaveRebuild(RebuildState State) : WriteOperation;

    /// <summary>
    /// Requires rows to be there once everything else of the batch is done: rows of the tenant, or of the system tenant. Refused with
    /// <see cref="MissingRowException"/>, and the whole batch with it, where one is missing.
    /// </summary>
    /// <param name="Table">The table.</param>
    /// <param name="Tenant">The tenant.</param>
    /// <param name="Ids">The rows; each once. Nothing is required where there is none.</param>
    public sealed record RequireRows(Table Table, TenantId Tenant, IReadOnlyCollection<Guid> Ids) : WriteOperation
    {
        /// <summary>A flag that must not be set in the rows: it marks them as deleted. Null where rows are not marked.</summary>
        public Column? OnlyWhereFalse { get; init; }

        /// <summary>
        /// Whether others are kept from removing the rows, and from locking them with <see cref="StoreSession.LockRows"/>, until the transaction ends.
        /// They can still be changed.
        /// </summary>
        public bool KeepsRows { get; init; }
    }

    /// <summary>Stores the answer to a request, so that a repetition of the request gets the same one.</summary>
    public sealed record RecordAnswer(RecordedAnswer Answer) : WriteOperation;
}
