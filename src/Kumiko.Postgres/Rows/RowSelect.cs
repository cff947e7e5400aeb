using System.Text;
using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Rows;

/// <summary>
/// The statements that read rows. Limits stand in the text, because the planner can keep a general plan only for a limit it knows;
/// offsets, of which there are too many, are parameters.
/// </summary>
internal static class RowSelect
{
    public static NpgsqlBatchCommand One(TableStatements table, TenantScope scope, Guid id)
    {
        var command = new NpgsqlBatchCommand();
        var parameters = new ParameterList(command.Parameters);
        var wanted = $"select {table.SelectList} from {table.Name} where {table.Id} = {parameters.Add(Parameters.Id(id))}";
        switch (scope)
        {
            case TenantScope.Own own:
                command.CommandText = $"{wanted} and {table.Tenant} = {Tenant(parameters, own.Tenant)}";
                break;
            case TenantScope.OwnAndSystem both:
                var tenant = Tenant(parameters, both.Tenant);
                command.CommandText =
                    $"{wanted} and {table.Tenant} = any(array[{tenant}, {Tenant(parameters, TenantId.System)}]) order by {table.Tenant} = {tenant} desc limit 1";
                break;
            default:
                command.CommandText = $"{wanted} order by {table.Tenant} limit 1";
                break;
        }

        return command;
    }

    public static NpgsqlBatchCommand Many(TableStatements table, RowQuery query)
    {
        var command = new NpgsqlBatchCommand();
        var parameters = new ParameterList(command.Parameters);
        var order = Order(table, query);
        var page = Page(query, parameters);
        var (own, system) = Branches(table, query, parameters);
        if (system is null)
        {
            command.CommandText = $"select {table.SelectList} from {table.Name}{own}{order}{page}";
            return command;
        }

        // Each branch walks its tenant's part of an index and stops at the end of the page; one "tenant in (…)" would sort both tenants.
        var reach = Reach(query, parameters);
        command.CommandText =
            $"""
            select {table.SelectList} from (
            (select {table.SelectList} from {table.Name}{own}{order}{reach})
            union all
            (select {table.SelectList} from {table.Name}{system}{order}{reach})
            ) both_tenants{order}, {table.Tenant}{page}
            """;
        return command;
    }

    /// <summary>
    /// Only the tenant's own rows. One column more says whether the table has a row of the system's at all: its ORDER BY keeps the
    /// planner on the index, where it would rather scan the table for the first match.
    /// </summary>
    public static NpgsqlBatchCommand ManyOfOwn(TableStatements table, RowQuery query)
    {
        var command = new NpgsqlBatchCommand();
        var parameters = new ParameterList(command.Parameters);
        var (own, _) = Branches(table, query with { Scope = new TenantScope.Own(((TenantScope.OwnAndSystem)query.Scope).Tenant) }, parameters);
        var shared = $"(select true from {table.Name} where {table.Tenant} = {Tenant(parameters, TenantId.System)} order by {table.Id} limit 1)";
        command.CommandText = $"select {table.SelectList}, {shared} from {table.Name}{own}{Order(table, query)}{Page(query, parameters)}";
        return command;
    }

    public static NpgsqlBatchCommand Count(TableStatements table, RowQuery query)
    {
        var command = new NpgsqlBatchCommand();
        var (own, system) = Branches(table, query, new ParameterList(command.Parameters));
        command.CommandText = system is null
            ? $"select count(*) from {table.Name}{own}"
            : $"select (select count(*) from {table.Name}{own}) + (select count(*) from {table.Name}{system})";
        return command;
    }

    /// <summary>The WHERE of the tenant's rows, and that of the system's rows which the tenant sees beside them.</summary>
    private static (string Own, string? System) Branches(TableStatements table, RowQuery query, ParameterList parameters)
    {
        var filter = FilterSql.Of(query.Filter, table, parameters);
        switch (query.Scope)
        {
            case TenantScope.OwnAndSystem both when both.Tenant != TenantId.System:
                var tenant = Tenant(parameters, both.Tenant);
                var system = Tenant(parameters, TenantId.System);
                return (Where($"{table.Tenant} = {tenant}", filter), Where($"{table.Tenant} = {system}", filter));
            case TenantScope.OwnAndSystem:
                return (Where($"{table.Tenant} = {Tenant(parameters, TenantId.System)}", filter), null);
            case TenantScope.Own own:
                return (Where($"{table.Tenant} = {Tenant(parameters, own.Tenant)}", filter), null);
            default:
                return (filter is null ? "" : $" where {filter}", null);
        }
    }

    private static string Where(string tenant, string? filter) => filter is null ? $" where {tenant}" : $" where {tenant} and {filter}";

    private static string Order(TableStatements table, RowQuery query)
    {
        var text = new StringBuilder(" order by ");
        // PostgreSQL's own rule for nulls is the port's: last when ascending, first when descending.
        foreach (var term in query.Order)
        {
            text.Append(table.ColumnName(term.Column)).Append(term.Direction == SortDirection.Descending ? " desc, " : ", ");
        }

        text.Append(table.Id);
        return query.Scope is TenantScope.All ? text.Append($", {table.Tenant}").ToString() : text.ToString();
    }

    private static string Page(RowQuery query, ParameterList parameters)
    {
        var limit = query.Limit is { } rows ? $" limit {rows}" : "";
        return query.Offset == 0 ? limit : $"{limit} offset {parameters.Add(Parameters.Number(query.Offset))}";
    }

    private static string Reach(RowQuery query, ParameterList parameters) => query switch
    {
        { Limit: null } => "",
        { Offset: 0 } => $" limit {query.Limit}",
        _ => $" limit {parameters.Add(Parameters.Number((long)query.Offset + query.Limit.Value))}",
    };

    private static string Tenant(ParameterList parameters, TenantId tenant) => parameters.Add(Parameters.Of(tenant.Value, NpgsqlDbType.Uuid));
}
