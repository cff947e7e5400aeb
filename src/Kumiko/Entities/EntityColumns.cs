using Kumiko.Storage;

namespace Kumiko;

/// <summary>Which columns an entity's table has, and how a record spreads over them.</summary>
internal sealed class EntityColumns
{
    public static readonly Column Tenant = new("tenant_id", ColumnType.Uuid);
    public static readonly Column Id = new("id", ColumnType.Uuid);
    public static readonly Column Version = new("version", ColumnType.Int64);
    public static readonly Column InsertedAt = new("inserted_at", ColumnType.Timestamp);
    public static readonly Column InsertedBy = new("inserted_by_id", ColumnType.Text);
    public static readonly Column ModifiedAt = new("modified_at", ColumnType.Timestamp, IsNullable: true);
    public static readonly Column ModifiedBy = new("modified_by_id", ColumnType.Text, IsNullable: true);
    public static readonly Column IsDeleted = new("is_deleted", ColumnType.Boolean);
    public static readonly Column DeletedAt = new("deleted_at", ColumnType.Timestamp, IsNullable: true);
    public static readonly Column DeletedBy = new("deleted_by_id", ColumnType.Text, IsNullable: true);

    private const int VersionOrdinal = 2;
    private const int InsertedAtOrdinal = 3;
    private const int InsertedByOrdinal = 4;
    private const int ModifiedAtOrdinal = 5;
    private const int ModifiedByOrdinal = 6;
    private const int IsDeletedOrdinal = 7;
    private const int DeletedAtOrdinal = 8;
    private const int DeletedByOrdinal = 9;

    private readonly RecordSchema _schema;
    private readonly bool _isSoftDelete;
    private readonly (int First, int Count)[] _places;
    private readonly int[] _fields;

    public EntityColumns(string table, RecordSchema schema, bool isSoftDelete, Func<EntityColumns, IReadOnlyList<TableIndex>> indexes)
    {
        _schema = schema;
        _isSoftDelete = isSoftDelete;
        _places = new (int, int)[schema.Fields.Count];
        var columns = BaseColumns(isSoftDelete).ToList();
        FieldColumns = [.. schema.Fields.Select(f => f.Type.ColumnsOf(JsonNames.Snake(f.Member), f.IsNullable))];
        foreach (var field in schema.Fields)
        {
            _places[field.Ordinal] = (columns.Count, FieldColumns[field.Ordinal].Count);
            columns.AddRange(FieldColumns[field.Ordinal]);
        }

        _fields = [.. columns.Select((_, ordinal) => Array.FindIndex(_places, p => ordinal >= p.First && ordinal < p.First + p.Count))];
        Table = new Table(table, columns, []);
        Table = new Table(table, columns, indexes(this));
    }

    public Table Table { get; }

    /// <summary>The columns of each field, by ordinal.</summary>
    public IReadOnlyList<IReadOnlyList<Column>> FieldColumns { get; }

    /// <summary>The column that a field is compared and sorted by.</summary>
    public Column MainColumnOf(Field field) => FieldColumns[field.Ordinal][0];

    /// <summary>The field whose value a column holds, or a part of it; null for the framework's own columns.</summary>
    public Field? FieldAt(Column column) => _fields[Table.OrdinalOf(column)] is var field and >= 0 ? _schema.Fields[field] : null;

    /// <summary>What one column holds of a record.</summary>
    public object? CellOf(EntityState state, Column column)
    {
        var ordinal = Table.OrdinalOf(column);
        if (_fields[ordinal] is var field and >= 0)
        {
            var (first, count) = _places[field];
            if (count == 1 && column.Type != ColumnType.Json && _schema.Fields[field].Type is not SealedType)
            {
                return state.Values[field];
            }

            Span<object?> cells = new object?[count];
            _schema.Fields[field].Type.ToColumns(state.Values[field], cells);
            return cells[ordinal - first];
        }

        return ordinal switch
        {
            0 => state.Tenant.Value,
            1 => state.Id,
            VersionOrdinal => state.Version.Value,
            InsertedAtOrdinal => state.InsertedAt,
            InsertedByOrdinal => state.InsertedBy.Value,
            ModifiedAtOrdinal => state.ModifiedAt,
            ModifiedByOrdinal => state.ModifiedBy?.Value,
            IsDeletedOrdinal => state.IsDeleted,
            DeletedAtOrdinal => state.DeletedAt,
            _ => state.DeletedBy?.Value,
        };
    }

    public static IEnumerable<Column> BaseColumns(bool isSoftDelete)
    {
        IEnumerable<Column> columns = [Tenant, Id, Version, InsertedAt, InsertedBy, ModifiedAt, ModifiedBy];
        return isSoftDelete ? columns.Concat([IsDeleted, DeletedAt, DeletedBy]) : columns;
    }

    public EntityState Read(object?[] row)
    {
        var values = new object?[_places.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (first, count) = _places[i];
            values[i] = _schema.Fields[i].Type.FromColumns(row.AsSpan(first, count));
        }

        return new EntityState
        {
            Tenant = new TenantId((Guid)row[0]!),
            Id = (Guid)row[1]!,
            Version = new StreamVersion((long)row[VersionOrdinal]!),
            InsertedAt = (DateTimeOffset)row[InsertedAtOrdinal]!,
            InsertedBy = new UserId((string)row[InsertedByOrdinal]!),
            ModifiedAt = (DateTimeOffset?)row[ModifiedAtOrdinal],
            ModifiedBy = row[ModifiedByOrdinal] is string user ? new UserId(user) : null,
            IsDeleted = _isSoftDelete && (bool)row[IsDeletedOrdinal]!,
            DeletedAt = _isSoftDelete ? (DateTimeOffset?)row[DeletedAtOrdinal] : null,
            DeletedBy = _isSoftDelete && row[DeletedByOrdinal] is string deleter ? new UserId(deleter) : null,
            Values = values,
        };
    }

    /// <summary>The whole row of a record.</summary>
    public object?[] RowOf(EntityState state)
    {
        var row = new object?[Table.Columns.Count];
        row[0] = state.Tenant.Value;
        row[1] = state.Id;
        row[VersionOrdinal] = state.Version.Value;
        row[InsertedAtOrdinal] = state.InsertedAt;
        row[InsertedByOrdinal] = state.InsertedBy.Value;
        row[ModifiedAtOrdinal] = state.ModifiedAt;
        row[ModifiedByOrdinal] = state.ModifiedBy?.Value;
        if (_isSoftDelete)
        {
            row[IsDeletedOrdinal] = state.IsDeleted;
            row[DeletedAtOrdinal] = state.DeletedAt;
            row[DeletedByOrdinal] = state.DeletedBy?.Value;
        }

        for (var i = 0; i < _places.Length; i++)
        {
            var (first, count) = _places[i];
            _schema.Fields[i].Type.ToColumns(state.Values[i], row.AsSpan(first, count));
        }

        return row;
    }

    /// <summary>Which columns of a row an event changes, and to what.</summary>
    public (List<int> Ordinals, List<object?> Values) CellsOf(EntityChange change)
    {
        var ordinals = new List<int>(4 + change.Values.Length);
        var values = new List<object?>(4 + change.Values.Length);
        Set(VersionOrdinal, change.Version.Value);
        if (change.Kind == EntityChangeKind.Touched)
        {
            return (ordinals, values);
        }

        Set(ModifiedAtOrdinal, change.At);
        Set(ModifiedByOrdinal, change.By.Value);
        if (change.Kind is EntityChangeKind.Deleted or EntityChangeKind.Restored)
        {
            var deleted = change.Kind == EntityChangeKind.Deleted;
            Set(IsDeletedOrdinal, deleted);
            Set(DeletedAtOrdinal, deleted ? change.At : null);
            Set(DeletedByOrdinal, deleted ? change.By.Value : null);
        }

        Span<object?> cells = new object?[2];
        for (var i = 0; i < change.Values.Length; i++)
        {
            if (change.Values[i] == Absent.Value)
            {
                continue;
            }

            var (first, count) = _places[i];
            _schema.Fields[i].Type.ToColumns(change.Values[i], cells[..count]);
            for (var c = 0; c < count; c++)
            {
                Set(first + c, cells[c]);
            }
        }

        return (ordinals, values);

        void Set(int ordinal, object? value)
        {
            ordinals.Add(ordinal);
            values.Add(value);
        }
    }
}
