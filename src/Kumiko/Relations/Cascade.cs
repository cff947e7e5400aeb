using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What follows from a delete, in its transaction: level by level, with one question per relation and level. The deleted records are written first.
/// That keeps everybody else from referring to them, so what is found then is all there will ever be.
/// </summary>
internal sealed class Cascade(UnitOfWork unit, EntityWriter writer, InvocationServices services, Actor actor)
{
    /// <summary>How far one delete may reach: from parent to child to grandchild.</summary>
    public const int DeepestLevel = 32;

    /// <summary>How many records one delete may change beside its own.</summary>
    public const int MostRecords = 10_000;

    private readonly HashSet<Guid> _unseen = [];
    private int _changed;

    /// <param name="entity">The entity whose record was deleted.</param>
    /// <param name="deleted">The record as it was before.</param>
    /// <param name="cancellation">Ends the work; the transaction can only be taken back then.</param>
    /// <exception cref="DeleteRestrictedException">A relation forbids it.</exception>
    /// <exception cref="UnprocessableException">It would reach too far.</exception>
    public async Task Run(EntityDefinition entity, EntityState deleted, CancellationToken cancellation)
    {
        IReadOnlyList<Gone> level = [new Gone(entity, [deleted.Id])];
        for (var depth = 1; level.Count > 0; depth++)
        {
            if (depth > DeepestLevel)
            {
                throw TooLarge(entity, deleted.Id, $"it would reach further than {DeepestLevel} levels");
            }

            foreach (var gone in level)
            {
                await unit.KeepFromReferences(gone.Entity.Table, actor.Tenant, gone.Ids, cancellation);
            }

            var next = new Dictionary<EntityDefinition, List<Guid>>();
            foreach (var (gone, relation) in level.SelectMany(g => g.Entity.Dependents.Select(r => (g, r))).OrderBy(pair => pair.r.OnDelete))
            {
                await Follow(gone, relation, next, entity, deleted.Id, cancellation);
            }

            level = [.. next.Where(n => n.Key.Dependents.Count > 0).Select(n => new Gone(n.Key, n.Value))];
        }
    }

    private async Task Follow(
        Gone gone, RelationDefinition relation, Dictionary<EntityDefinition, List<Guid>> next, EntityDefinition root, Guid rootId, CancellationToken cancellation)
    {
        var query = DependentsOf(relation, gone.Ids);
        var session = await unit.ForReading(cancellation);
        if (relation.OnDelete == OnDelete.Restrict)
        {
            if (await session.ReadRows(query with { Limit = 1 }, cancellation) is [var row])
            {
                throw await Refusal(relation, query, row, root, rootId, cancellation);
            }

            return;
        }

        var rows = await session.ReadRows(query with { Limit = MostRecords - _changed + 1 }, cancellation);
        _changed += rows.Count;
        if (_changed > MostRecords)
        {
            throw TooLarge(root, rootId, $"more than {MostRecords} records would change with it");
        }

        // What may be done to the owner was asked; what that means for the rest is not the caller's decision.
        var consequence = actor.Unrestricted($"'{relation.Entity.Name}.{relation.Name}' says so").Hooked(null);
        var view = services.ViewOf(relation.Holder, actor);
        foreach (var state in await unit.Open(relation.Holder, [.. rows.Select(relation.Holder.Columns.Read)], cancellation))
        {
            if (view?.CanRead(state) == false)
            {
                _unseen.Add(state.Id);
            }

            var key = EntityWriter.KeyOf(relation.Holder, new StreamId(state.Tenant, state.Id));
            unit.Records[key] = state;
            unit.MarkDecided(new StreamId(state.Tenant, state.Id));
            if (relation.OnDelete == OnDelete.SetNull)
            {
                await writer.Update(relation.Holder, consequence, state.Id, null, Cleared(relation), WriteMode.Together, cancellation);
            }
            else
            {
                await writer.DeleteOne(relation.Holder, consequence, state, WriteMode.Together, cancellation);
                if (!next.TryGetValue(relation.Holder, out var ids))
                {
                    next[relation.Holder] = ids = [];
                }

                ids.Add(state.Id);
            }
        }
    }

    /// <summary>Every record counts, but the refusal tells only of those that the caller may read; where there are none, of none.</summary>
    private async Task<DeleteRestrictedException> Refusal(
        RelationDefinition relation, RowQuery blocking, object?[] row, EntityDefinition root, Guid rootId, CancellationToken cancellation)
    {
        var session = await unit.ForReading(cancellation);
        var shown = services.ViewOf(relation.Holder, actor) is { } view ? view.Rows.And(view.RowsShowing(relation.Key)) : RowFilter.Everything;
        if (!shown.IsEverything() && await session.ReadRows(Among(blocking) with { Limit = 1 }, cancellation) is [var seen])
        {
            row = seen;
        }

        var id = (Guid)relation.Holder.Columns.Read(row).Values[relation.Key.Ordinal]!;
        var count = await session.CountRows(Among(DependentsOf(relation, [id])), cancellation);
        return _unseen.Contains(id) ? new DeleteRestrictedException(relation, root, rootId, count) : new DeleteRestrictedException(relation, id, count);

        RowQuery Among(RowQuery query) => query with { Filter = query.Filter.And(shown) };
    }

    /// <summary>The tenant's records that refer to what is gone. Those that are marked as deleted are not in the way, and stay as they are.</summary>
    private RowQuery DependentsOf(RelationDefinition relation, IReadOnlyList<Guid> ids)
    {
        var refers = new RowFilter.OneOf(relation.Holder.Columns.MainColumnOf(relation.Key), [.. ids.Select(id => (object)id)]);
        return new RowQuery
        {
            Table = relation.Holder.Table,
            Scope = new TenantScope.Own(actor.Tenant),
            Filter = relation.Holder.IsSoftDelete
                ? new RowFilter.All([refers, new RowFilter.Compare(EntityColumns.IsDeleted, Comparison.Equal, false)])
                : refers,
        };
    }

    private static object?[] Cleared(RelationDefinition relation)
    {
        var changes = new object?[relation.Holder.Schema.Fields.Count];
        Array.Fill(changes, Absent.Value);
        changes[relation.Key.Ordinal] = null;
        return changes;
    }

    private static UnprocessableException TooLarge(EntityDefinition entity, Guid id, string why) => new(
        "cascade_too_large", $"'{entity.Name}' '{id}' cannot be deleted at once: {why}. Delete what depends on it first.",
        new Dictionary<string, object?> { ["entity"] = entity.Name, ["entityId"] = id.ToString(), ["maxRecords"] = MostRecords, ["maxLevels"] = DeepestLevel });

    private sealed record Gone(EntityDefinition Entity, IReadOnlyList<Guid> Ids);
}
