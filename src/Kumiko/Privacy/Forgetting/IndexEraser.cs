using Kumiko.Storage;

namespace Kumiko;

/// <summary>Removes the hashes by which values of a subject could still be found in rows. What they were made of cannot be opened any more.</summary>
internal sealed class IndexEraser(Registry registry, UnitOfWork unit, TenantId tenant, CancellationToken cancellation)
{
    private const int PageSize = 500;

    public async Task Erase(DataSubject subject)
    {
        foreach (var entity in registry.Entities.Where(e => e.Schema.Sealing is { HasFindable: true }))
        {
            foreach (var group in entity.Schema.Sealing!.Findable.GroupBy(f => (f.Type.Privacy.Subject, f.Type.Privacy.SubjectMember), f => f.Field))
            {
                if (RowsOf(entity, group.Key.Subject, group.Key.SubjectMember, subject) is { } rows)
                {
                    await Erase(entity, rows, [.. group.Select(f => entity.Columns.FieldColumns[f.Ordinal][1])]);
                }
            }
        }
    }

    private async Task Erase(EntityDefinition entity, RowFilter rows, IReadOnlyList<Column> indexes)
    {
        var query = new RowQuery
        {
            Table = entity.Table,
            Scope = new TenantScope.Own(tenant),
            Filter = new RowFilter.All([rows, new RowFilter.Any([.. indexes.Select(i => new RowFilter.IsNotNull(i))])]),
            Limit = PageSize,
        };
        int[] ordinals = [.. indexes.Select(entity.Table.OrdinalOf)];

        // Each page is gone from the next one.
        while (await (await unit.ForReading(cancellation)).ReadRows(query, cancellation) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                unit.Add(new WriteOperation.UpdateRow(entity.Table, tenant, (Guid)row[1]!, ordinals, new object?[ordinals.Length]));
            }
        }
    }

    /// <summary>The rows with data of a subject; null where there can be none.</summary>
    private static RowFilter? RowsOf(EntityDefinition entity, SubjectKind kind, string? member, DataSubject subject)
    {
        switch (kind)
        {
            case SubjectKind.Tenant:
                return subject == DataSubject.Tenant ? RowFilter.Everything : null;
            case SubjectKind.Record:
                return Guid.TryParse(subject.Value, out var id) ? new RowFilter.Compare(EntityColumns.Id, Comparison.Equal, id) : null;
            default:
                var field = entity.Schema.Fields.First(f => f.Member == member);
                var column = entity.Columns.MainColumnOf(field);
                return field.Type is TextType ? new RowFilter.Compare(column, Comparison.Equal, subject.Value)
                    : Guid.TryParse(subject.Value, out var reference) ? new RowFilter.Compare(column, Comparison.Equal, reference)
                    : null;
        }
    }
}
