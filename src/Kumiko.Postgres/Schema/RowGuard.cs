namespace Kumiko.Postgres.Schema;

/// <summary>
/// Row-level security: which of our policies stand on a table. Their names end in the number of their form, so that a form that changes is a
/// difference like any other, whatever the server makes of the text.
/// </summary>
internal sealed record RowGuard(bool IsForced, string Policies)
{
    /// <summary>The setting that holds the tenants within reach: <c>all</c>, or an array of ids. Without it nothing is.</summary>
    public const string Setting = "kumiko.tenants";

    /// <summary>What it holds where no tenant is out of reach.</summary>
    public const string All = "all";

    private const string Prefix = "kumiko_";
    private const string Own = Prefix + "tenant_1";
    private const string Shared = Prefix + "shared_1";

    public static RowGuard None { get; } = new(false, "");

    /// <summary>What a table has when rows are guarded.</summary>
    public static RowGuard For(PhysicalTable table) => table.TenantColumn is null ? None : new RowGuard(true, table.IsShared ? $"{Shared} {Own}" : Own);

    /// <summary>What stands on a table; policies of others are theirs.</summary>
    public static RowGuard Read(bool isForced, IEnumerable<string> policies)
    {
        var ours = string.Join(' ', policies.Where(p => p.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        return ours.Length == 0 ? None : new RowGuard(isForced, ours);
    }

    /// <summary>The statements that turn what stands on a table into this.</summary>
    public IEnumerable<string> Replace(RowGuard present, PhysicalTable table)
    {
        var name = Sql.Name(table.Name);
        foreach (var policy in present.Policies.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return $"drop policy {Sql.Name(policy)} on {name}";
        }

        if (this == None)
        {
            yield return $"alter table {name} disable row level security, no force row level security";
            yield break;
        }

        // A subquery is asked once for the statement, and not once for the row. CASE, because the planner expects it to let half of the rows through;
        // of an OR it expects next to none, and sorts a tenant's whole table for the first page where it could walk the index.
        var tenant = Sql.Name(table.TenantColumn!);
        yield return $"alter table {name} enable row level security, force row level security";
        yield return
            $"""
            create policy {Own} on {name} using (
              case (select current_setting('{Setting}', true)) when '{All}' then true
              else {tenant} = any ((select nullif(nullif(current_setting('{Setting}', true), '{All}'), '')::uuid[])::uuid[]) end)
            """;
        if (table.IsShared)
        {
            yield return $"create policy {Shared} on {name} for select using ({tenant} = '{TenantId.System}')";
        }
    }
}
