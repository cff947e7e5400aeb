using Kumiko.Storage;

namespace Kumiko;

/// <content>References: the rows that they point at have to be there when the writes go out.</content>
internal sealed partial class UnitOfWork
{
    private Dictionary<WriteOperation, IReadOnlyList<ReferenceClaim>>? _claims;
    private IReadOnlyList<ReferenceClaim> _failedClaims = [];

    /// <summary>Where the record that is written stands in the command's input, with a dot behind it: an item of a nested write has a place of its own.</summary>
    public string InputPath { get; set; } = "";

    /// <summary>References among the writes that failed which may be what failed: their targets were not written by the unit itself.</summary>
    public IReadOnlyList<ReferenceClaim> FailedClaims => _failedClaims;

    /// <summary>Makes operations that require the targets of references, one for each table.</summary>
    public IReadOnlyList<WriteOperation> Requirements(IReadOnlyList<FoundReference> references, TenantId tenant)
    {
        var operations = new List<WriteOperation>();
        foreach (var group in references.GroupBy(r => (r.Target, r.KeepsTarget)))
        {
            var operation = new WriteOperation.RequireRows(group.Key.Target.Table, tenant, [.. group.Select(r => r.Id).Distinct()])
            {
                OnlyWhereFalse = group.Key.Target.IsSoftDelete ? EntityColumns.IsDeleted : null,
                KeepsRows = group.Key.KeepsTarget,
            };
            (_claims ??= new(ReferenceEqualityComparer.Instance)).Add(operation, [.. group.Select(r => new ReferenceClaim(Command, InputPath, r, tenant))]);
            operations.Add(operation);
        }

        return operations;
    }

    /// <summary>
    /// Takes back what was required of a row that the unit itself removes. Who removes it has found it, so the references to it were good; what
    /// becomes of them is up to their relation.
    /// </summary>
    public void SettleRequirements(RowKey removed)
    {
        if (_claims is null)
        {
            return;
        }

        for (var i = _scopes.Count > 0 ? _scopes[^1].Mark : 0; i < _pending.Count; i++)
        {
            if (_pending[i] is WriteOperation.RequireRows require && require.Table == removed.Table && require.Tenant == removed.Tenant
                && require.Ids.Contains(removed.Id))
            {
                var rest = require with { Ids = [.. require.Ids.Where(id => id != removed.Id)] };
                _claims[rest] = [.. _claims[require].Where(c => c.Reference.Id != removed.Id)];
                _pending[i] = rest;
            }
        }
    }

    /// <summary>Sends everything, and keeps others from referring to rows that are about to be gone. Whoever does so now is waited for.</summary>
    public async Task KeepFromReferences(Table table, TenantId tenant, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await FlushAll(cancellation);
        await session.LockRows(table, tenant, ids, cancellation);
    }

    private void NoteFailedClaims(IReadOnlyList<WriteOperation> operations)
    {
        if (_claims is null)
        {
            return;
        }

        _failedClaims = [.. operations
            .Where(o => o is WriteOperation.RequireRows)
            .SelectMany(o => _claims[o])
            .Where(c => !IsWrittenHere(c))];
    }

    /// <summary>What the unit wrote itself is there, or was taken back with the rest: neither tells anything about the failure.</summary>
    private bool IsWrittenHere(ReferenceClaim claim)
    {
        var stream = new StreamId(claim.Tenant, claim.Reference.Id);
        return KnownVersion(stream) is not null
            && Records.GetValueOrDefault(EntityWriter.KeyOf(claim.Reference.Target, stream)) is { IsDeleted: false, IsArchived: false };
    }
}
