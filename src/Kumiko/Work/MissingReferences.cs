using Kumiko.Storage;

namespace Kumiko;

/// <summary>The database says only that a row is missing to which something refers; which references those are is looked up afterwards.</summary>
internal static class MissingReferences
{
    /// <summary>The failure of the first command that refers to what is not there. It becomes the unit's current one.</summary>
    public static async Task<KumikoException> Find(UnitOfWork unit, StoreSession session, CancellationToken cancellation)
    {
        foreach (var command in unit.FailedClaims.GroupBy(c => c.Command).OrderBy(c => c.Key))
        {
            var issues = new IssueList();
            foreach (var claims in command.GroupBy(c => (c.Reference.Target, c.Tenant)))
            {
                var found = await FindRows(session, claims.Key.Target, claims.Key.Tenant, [.. claims.Select(c => c.Reference.Id)], cancellation);
                foreach (var claim in claims.Where(c => !found.Contains(c.Reference.Id)))
                {
                    issues.Add(PathOf(claim, unit.InputPath), IssueCodes.ReferenceNotFound, ("entity", claim.Reference.Target.Name));
                }
            }

            if (issues.Any)
            {
                unit.Command = command.Key;
                return new ValidationFailedException(issues.Issues);
            }
        }

        return new ConflictException("stale_state", "Somebody else changed what the records refer to at the same time.");
    }

    /// <summary>Who runs the part of the input that is at work now puts its place in front of the path.</summary>
    private static string PathOf(ReferenceClaim claim, string current) =>
        claim.InputPath == current ? claim.Reference.Path : claim.InputPath + claim.Reference.Path;

    private static async Task<HashSet<Guid>> FindRows(
        StoreSession session, EntityDefinition target, TenantId tenant, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var rows = await session.ReadRows(target.Table, [.. ids.Select(id => (tenant, id)), .. ids.Select(id => (TenantId.System, id))], cancellation);
        return [.. rows.Select(target.Columns.Read).Where(s => !s.IsDeleted).Select(s => s.Id)];
    }
}
