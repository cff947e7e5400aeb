using System.Reflection;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>The rows of a projection: their fields, their table, and what tells them apart.</summary>
internal sealed class RowDefinition : IQueryTarget
{
    private readonly RowKeys _keys;
    private readonly IPropertyAccessor? _tenant;
    private readonly (int First, int Count)[] _places;

    /// <param name="table">The table's physical name.</param>
    /// <param name="schema">The fields of the row's class.</param>
    /// <param name="keys">What tells rows apart.</param>
    /// <param name="tenant">The property that shows whose row it is; null for none.</param>
    public RowDefinition(string table, RecordSchema schema, RowKeys keys, PropertyInfo? tenant)
    {
        Schema = schema;
        _keys = keys;
        _tenant = tenant is null ? null : PropertyAccessor.For(tenant);
        _places = new (int, int)[schema.Fields.Count];
        var columns = new List<Column> { EntityColumns.Tenant, EntityColumns.Id };
        var fieldColumns = new IReadOnlyList<Column>[schema.Fields.Count];
        foreach (var field in schema.Fields)
        {
            fieldColumns[field.Ordinal] = field == keys.Id ? [EntityColumns.Id] : ColumnsOf(field);
            _places[field.Ordinal] = field == keys.Id ? (1, 1) : (columns.Count, fieldColumns[field.Ordinal].Count);
            if (field != keys.Id)
            {
                columns.AddRange(fieldColumns[field.Ordinal]);
            }
        }

        FieldColumns = fieldColumns;
        Table = new Table(table, columns, []);
        Changeable = [.. schema.Fields.Where(f => !keys.Contains(f)).SelectMany(f => Enumerable.Range(_places[f.Ordinal].First, _places[f.Ordinal].Count))];
    }

    public RecordSchema Schema { get; }

    public Type Type => Schema.Type;

    public Table Table { get; }

    /// <summary>The columns of each field, by ordinal.</summary>
    public IReadOnlyList<IReadOnlyList<Column>> FieldColumns { get; }

    /// <summary>The ordinals of all columns that are no part of the key.</summary>
    public IReadOnlyList<int> Changeable { get; }

    /// <summary>The columns of a field that is not the id.</summary>
    public static IReadOnlyList<Column> ColumnsOf(Field field) => field.Type.ColumnsOf(JsonNames.Snake(field.Member), field.IsNullable);

    public Column? OwnColumn(string member) => member == _tenant?.Member ? EntityColumns.Tenant : null;

    /// <summary>The row's id: the same for the same key, on every node and in every rebuild.</summary>
    public Guid IdOf(object row) => _keys.IdOf(row);

    /// <summary>The place of a field that has one column.</summary>
    public int OrdinalOf(Field field) => _places[field.Ordinal].First;

    /// <summary>Whether a field belongs to the key.</summary>
    public bool IsKey(Field field) => _keys.Contains(field);

    /// <summary>An instance's values, by the table's columns.</summary>
    /// <exception cref="InvalidOperationException">A property that cannot be null is, or a value is out of its bounds.</exception>
    public object?[] ToColumns(TenantId tenant, Guid id, object row)
    {
        var columns = new object?[Table.Columns.Count];
        columns[0] = tenant.Value;
        columns[1] = id;
        var values = Schema.Capture(row);
        var issues = new IssueList();
        Schema.Check(values, "", issues);
        if (issues.Any)
        {
            throw new InvalidOperationException(
                $"A row of '{Schema.Type.Name}' cannot be stored: {string.Join(", ", issues.Issues.Select(i => $"{i.Code} at '{i.Path}'"))}.");
        }

        for (var i = 0; i < _places.Length; i++)
        {
            var (first, count) = _places[i];
            Schema.Fields[i].Type.ToColumns(values[i], columns.AsSpan(first, count));
        }

        return columns;
    }

    /// <summary>Makes an instance of the row's class.</summary>
    public object Materialize(object?[] columns)
    {
        var values = new object?[_places.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (first, count) = _places[i];
            values[i] = Schema.Fields[i].Type.FromColumns(columns.AsSpan(first, count));
        }

        var row = Schema.Materialize(values);
        _tenant?.Set(row, new TenantId((Guid)columns[0]!));
        return row;
    }
}
