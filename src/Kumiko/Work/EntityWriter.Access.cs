namespace Kumiko;

/// <summary>What the rules of access to records and fields say to a write. Nothing, for most entities.</summary>
internal sealed partial class EntityWriter
{
    private HashSet<UnitOfWork.RowKey>? _seen;
    private List<FoundReference>? _referred;

    /// <summary>
    /// What the caller may not read is not there for writes either. Once it was there, it stays for this unit of work: a command may move a record out
    /// of the caller's sight and then go on with it.
    /// </summary>
    private void CheckReadable(EntityDefinition entity, Actor actor, EntityState state)
    {
        if (services.ViewOf(entity, actor) is not { SeesAllRecords: false } view)
        {
            return;
        }

        var key = KeyOf(entity, StreamOf(state));
        if (_seen?.Contains(key) != true)
        {
            if (!view.CanRead(state))
            {
                throw new NotFoundException(entity.Name, state.Id.ToString()) { Denial = view.DenialOf(state.Id) };
            }

            (_seen ??= []).Add(key);
        }
    }

    /// <summary>One grant alone has to allow the record as it was and as it becomes; and each changed field likewise.</summary>
    private void CheckWritable(EntityDefinition entity, Actor actor, EntityChange change, EntityState? before, EntityState? after)
    {
        if (RulesFor(entity, actor) is not { } access)
        {
            return;
        }

        var user = services.Caller.User;
        var isAboutFields = change.Kind is EntityChangeKind.Created or EntityChangeKind.Updated;
        if (access.Write is { } writers && !writers.Accepts(user, entity.Columns, before, isAboutFields ? after : null))
        {
            throw OwnershipDenied(entity, null).Because(DenialOf(
                DenialKind.RowRule, entity, null, before ?? after, writers.Explain(user, entity.Columns, before, isAboutFields ? after : null)));
        }

        if (isAboutFields && access.Fields is { RestrictsWriting: true } fields)
        {
            CheckFields(entity, fields, user, before, after!);
        }

        if (before is null && access.Read is not null)
        {
            (_seen ??= []).Add(KeyOf(entity, change.Stream));
        }
    }

    private static void CheckFields(EntityDefinition entity, FieldRules rules, User user, EntityState? before, EntityState after)
    {
        foreach (var field in entity.Schema.Fields)
        {
            var (old, now) = (before is null ? field.Default : before.Values[field.Ordinal], after.Values[field.Ordinal]);
            if (field.Type.Same(old, now))
            {
                continue;
            }

            if (rules.Write[field.Ordinal] is { } writers && !writers.Accepts(user, entity.Columns, before, after))
            {
                throw Refusal(entity, field.Name, writers, user, before, after);
            }

            if (rules.Inner[field.Ordinal] is { RestrictsWriting: true } inner
                && inner.FindUnwritable(w => w.Accepts(user, entity.Columns, before, after), field.Type, old, now) is { } part)
            {
                throw Refusal(entity, $"{field.Name}.{part.Name}", inner.Write[part.Ordinal]!, user, before, after);
            }
        }
    }

    /// <summary>An object inside a record is sent as a whole. What the caller may not set in it, and so did not send, stays as it was.</summary>
    private void KeepUnwritable(EntityDefinition entity, Actor actor, EntityState state, object?[] changes)
    {
        if (RulesFor(entity, actor)?.Fields is not { RestrictsWriting: true } rules)
        {
            return;
        }

        foreach (var field in entity.Schema.Fields)
        {
            if (rules.Inner[field.Ordinal] is { } inner && field.Type is EmbeddedType
                && changes[field.Ordinal] is object?[] now && state.Values[field.Ordinal] is object?[] old)
            {
                changes[field.Ordinal] = inner.KeepUnwritable(w => w.Accepts(services.Caller.User, entity.Columns, state, null), old, now);
            }
        }
    }

    /// <summary>Remembers references to records that the caller may not be able to read, until they are checked with the write that brings them.</summary>
    private void NoteReferred(List<FoundReference>? found)
    {
        foreach (var reference in found ?? [])
        {
            if (services.ViewOf(reference.Target) is { SeesAllRecords: false })
            {
                (_referred ??= []).Add(reference);
            }
        }
    }

    /// <summary>What the caller may not read cannot be referred to either, and fails in the same way as what is not there.</summary>
    private async ValueTask CheckReferred(Actor actor, CancellationToken cancellation)
    {
        if (_referred is null)
        {
            return;
        }

        var referred = _referred;
        _referred = null;
        var (issues, denial) = (new IssueList(), (Denial?)null);
        foreach (var reference in referred)
        {
            if (services.ViewOf(reference.Target, actor) is { } view && await FindReferred(reference, actor, cancellation) is { } state
                && _seen?.Contains(KeyOf(reference.Target, StreamOf(state))) != true && !view.CanRead(state))
            {
                issues.Add(reference.Path, IssueCodes.ReferenceNotFound, ("entity", reference.Target.Name));
                denial ??= view.DenialOf(state.Id);
            }
        }

        if (issues.Any)
        {
            throw new ValidationFailedException(issues.Issues) { Denial = denial };
        }
    }

    private async ValueTask<EntityState?> FindReferred(FoundReference reference, Actor actor, CancellationToken cancellation)
    {
        if (unit.Records.TryGetValue(KeyOf(reference.Target, new StreamId(actor.Tenant, reference.Id)), out var known))
        {
            return known;
        }

        var row = await unit.ForUntouchedRows.ReadRow(reference.Target.Table, new Storage.TenantScope.OwnAndSystem(actor.Tenant), reference.Id, cancellation);
        return row is null ? null : reference.Target.Columns.Read(row);
    }

    private EntityAccess? RulesFor(EntityDefinition entity, Actor actor) =>
        entity.Access is not { } access || actor.UnrestrictedBecause is not null || services.IsExempt ? null : access;

    /// <summary>Refuses a field: by its roles, or by what they ask of the record.</summary>
    private static KumikoException Refusal(EntityDefinition entity, string field, GrantSet writers, User user, EntityState? before, EntityState? after)
    {
        var denial = DenialOf(DenialKind.FieldRule, entity, field, before ?? after, writers.Explain(user, entity.Columns, before, after));
        return writers.Names(user) ? OwnershipDenied(entity, field).Because(denial) : AccessDeniedException.OfField(field, entity.Name).Because<KumikoException>(denial);
    }

    private static Denial DenialOf(DenialKind kind, EntityDefinition entity, string? field, EntityState? state, IReadOnlyList<RuleVerdict> rules) =>
        new() { Kind = kind, Entity = entity.Name, Field = field, Record = state?.Id.ToString(), Rules = rules };

    private static UnprocessableException OwnershipDenied(EntityDefinition entity, string? field)
    {
        var details = new Dictionary<string, object?> { ["entity"] = entity.Name };
        if (field is not null)
        {
            details["field"] = field;
        }

        return new UnprocessableException("ownership_denied",
            $"None of the caller's roles may write {(field is null ? "" : $"'{field}' of ")}this record of '{entity.Name}'.", details);
    }
}
