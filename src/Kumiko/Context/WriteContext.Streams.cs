namespace Kumiko;

public partial class WriteContext
{
    /// <summary>Appends an event of the domain to a record's stream. The record gets the event's version.</summary>
    /// <param name="record">The record as it was read.</param>
    /// <param name="data">The payload; its type tells which event it is.</param>
    /// <param name="options">Headers, an idempotency key, another version to expect than the record's.</param>
    /// <exception cref="InvalidOperationException">The event is not declared, or by another feature.</exception>
    /// <exception cref="ValidationFailedException">A field of the payload breaks its rules.</exception>
    /// <exception cref="VersionConflictException">Somebody else changed the record in between.</exception>
    /// <exception cref="StreamArchivedException">The record is archived.</exception>
    public Task Append<TEntity, TEvent>(TEntity record, TEvent data, AppendOptions? options = null)
        where TEntity : Entity
        where TEvent : class =>
        Append(record, data, options, Services.ModeFor(options));

    /// <summary>Appends an event of the domain to a stream that is no record's.</summary>
    /// <param name="aggregateType">What kind of aggregate the stream is about; not an entity's name.</param>
    /// <param name="aggregateId">The stream's id in the tenant.</param>
    /// <param name="data">The payload; its type tells which event it is.</param>
    /// <param name="options">The version at which the stream must stand, an idempotency key, headers.</param>
    /// <returns>The event's version.</returns>
    /// <exception cref="InvalidOperationException">The event is not declared, or by another feature; or the type is an entity's name.</exception>
    /// <exception cref="ValidationFailedException">A field of the payload breaks its rules.</exception>
    /// <exception cref="VersionConflictException">The stream does not stand at the expected version.</exception>
    /// <exception cref="StreamArchivedException">The stream is archived.</exception>
    public async Task<StreamVersion> Append<TEvent>(string aggregateType, Guid aggregateId, TEvent data, AppendOptions? options = null)
        where TEvent : class =>
        (await Append(aggregateType, aggregateId, data, options, Services.ModeFor(options))).Version;

    /// <summary>
    /// Appends an event to a record's stream at once; that somebody else was quicker is an answer, not a failure, and the command can go on.
    /// </summary>
    /// <inheritdoc cref="Append{TEntity, TEvent}(TEntity, TEvent, AppendOptions)"/>
    /// <returns>What became of it. Only after success the record has a new version.</returns>
    public Task<AppendResult> TryAppend<TEntity, TEvent>(TEntity record, TEvent data, AppendOptions? options = null)
        where TEntity : Entity
        where TEvent : class =>
        Try(async () =>
        {
            await Append(record, data, options, WriteMode.AtOnce);
            return record.Version;
        });

    /// <summary>
    /// Appends an event to a stream at once; that somebody else was quicker is an answer, not a failure, and the command can go on.
    /// </summary>
    /// <inheritdoc cref="Append{TEvent}(string, Guid, TEvent, AppendOptions)"/>
    /// <returns>What became of it.</returns>
    public Task<AppendResult> TryAppend<TEvent>(string aggregateType, Guid aggregateId, TEvent data, AppendOptions? options = null)
        where TEvent : class =>
        Try(async () => (await Append(aggregateType, aggregateId, data, options, WriteMode.AtOnce)).Version);

    /// <summary>
    /// Archives a record: its stream becomes read-only, its row leaves the table, and whoever loads it finds nothing, until it is restored.
    /// </summary>
    /// <param name="record">The record as it was read; it gets the new version.</param>
    /// <param name="reason">Why, in a sentence that an auditor understands.</param>
    /// <exception cref="VersionConflictException">Somebody else changed it in between.</exception>
    /// <exception cref="StreamArchivedException">It is archived already.</exception>
    public async Task ArchiveStream<TEntity>(TEntity record, string reason)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf(record.GetType());
        var state = await Services.Writer.Archive(entity, Actor, record.Id, record.Version, CheckedArchiveReason(reason), Cancellation);
        EntityDefinition.Stamp(record, state);
    }

    /// <summary>Archives a stream that is no record's: it becomes read-only, and whoever loads it finds nothing, until it is restored.</summary>
    /// <param name="aggregateType">What kind of aggregate the stream is about; not an entity's name.</param>
    /// <param name="aggregateId">The stream's id in the tenant.</param>
    /// <param name="reason">Why, in a sentence that an auditor understands.</param>
    /// <exception cref="NotFoundException">There is no such stream.</exception>
    /// <exception cref="StreamArchivedException">It is archived already.</exception>
    public Task ArchiveStream(string aggregateType, Guid aggregateId, string reason)
    {
        CheckNoEntity(aggregateType, "archive");
        return Services.Streams.Archive(aggregateType, Actor, aggregateId, CheckedArchiveReason(reason), Cancellation);
    }

    /// <summary>Takes a record out of the archive. Its row is there again as it was; its version counts on.</summary>
    /// <exception cref="NotFoundException">There is no such record.</exception>
    /// <exception cref="UnprocessableException">It is not archived.</exception>
    /// <exception cref="UniqueViolationException">Another record has taken its unique values meanwhile.</exception>
    public async Task<TEntity> RestoreStream<TEntity>(Guid id)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        return (TEntity)entity.Materialize(await Services.Writer.Unarchive(entity, Actor, id, ModeFor(entity), Cancellation));
    }

    /// <summary>Takes a stream that is no record's out of the archive.</summary>
    /// <exception cref="NotFoundException">There is no such stream.</exception>
    /// <exception cref="UnprocessableException">It is not archived.</exception>
    public Task RestoreStream(string aggregateType, Guid aggregateId)
    {
        CheckNoEntity(aggregateType, "restore");
        return Services.Streams.Restore(aggregateType, Actor, aggregateId, Cancellation);
    }

    private async Task Append(Entity record, object data, AppendOptions? options, WriteMode mode)
    {
        var draft = await DraftOf(record.Id, data, options);
        var entity = Services.Registry.EntityOf(record.GetType());
        var state = await Services.Writer.Append(entity, Actor, record.Id, draft, options?.ExpectedVersion ?? record.Version, mode, Cancellation);
        EntityDefinition.Stamp(record, state);
    }

    private async Task<Storage.NewEvent> Append(string aggregateType, Guid aggregateId, object data, AppendOptions? options, WriteMode mode)
    {
        CheckNoEntity(aggregateType, "append to");
        return await Services.Streams.Append(aggregateType, Actor, aggregateId, await DraftOf(aggregateId, data, options), mode, Cancellation);
    }

    private ValueTask<EventDraft> DraftOf(Guid aggregateId, object data, AppendOptions? options) =>
        EventDraft.Of(EventFor(data), data, options, new StreamId(Tenant, aggregateId), Services);

    private static async Task<AppendResult> Try(Func<Task<StreamVersion>> append)
    {
        try
        {
            return new AppendResult.Appended(await append());
        }
        catch (VersionConflictException conflict)
        {
            return new AppendResult.Conflict(conflict.ExpectedVersion, conflict.CurrentVersion);
        }
        catch (IdempotentReplayException replay)
        {
            return new AppendResult.Duplicate(replay.IdempotencyKey!);
        }
    }

    private void CheckNoEntity(string aggregateType, string verb)
    {
        if (Services.Registry.FindEntity(aggregateType) is not null)
        {
            throw new InvalidOperationException($"'{aggregateType}' is an entity; {verb} its record instead, so that the record's row follows.");
        }
    }

    private static string CheckedArchiveReason(string reason) => string.IsNullOrWhiteSpace(reason)
        ? throw new InvalidOperationException("Say why the stream is archived: the reason is blank.")
        : reason;
}
