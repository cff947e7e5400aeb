using System.Linq.Expressions;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>A question to a table in the making: what entities' and projections' queries share. Immutable.</summary>
internal sealed record TableQuery(InvocationServices Services, IQueryTarget Target, TenantScope Scope)
{
    private IReadOnlyList<RowFilter> Filters { get; init; } = [];

    private IReadOnlyList<RowOrder> Order { get; init; } = [];

    private int Offset { get; init; }

    private int? Limit { get; init; }

    public TableQuery Where(LambdaExpression condition) => Where(FilterTranslator.Translate(Target, condition));

    public TableQuery Where(RowFilter filter) => this with { Filters = [.. Filters, filter] };

    public TableQuery OrderBy(LambdaExpression field, SortDirection direction)
    {
        var name = MemberExpressions.NameOf(field) ?? throw new NotSupportedException($"'{field}' names no field; order by a property of the record.");
        return this with { Order = [.. Order, new RowOrder(Target.SortColumn(name), direction)] };
    }

    public TableQuery Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return this with { Offset = count };
    }

    public TableQuery Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return this with { Limit = count };
    }

    public TableQuery TakeOne() => Take(Math.Min(Limit ?? 1, 1));

    public async Task<IReadOnlyList<object?[]>> Read()
    {
        var session = await Services.Unit.ForReading(Services.Cancellation);
        return await session.ReadRows(ToRowQuery(), Services.Cancellation);
    }

    public async Task<long> Count()
    {
        var session = await Services.Unit.ForReading(Services.Cancellation);
        return await session.CountRows(ToRowQuery(), Services.Cancellation);
    }

    private RowQuery ToRowQuery() => new()
    {
        Table = Target.Table,
        Scope = Scope,
        Filter = Filters.Count == 1 ? Filters[0] : new RowFilter.All(Filters),
        Order = Order,
        Offset = Offset,
        Limit = Limit,
    };
}
