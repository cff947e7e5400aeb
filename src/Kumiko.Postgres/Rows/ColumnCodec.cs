using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Rows;

/// <summary>Carries the values of one column between C# and the wire. Built once per table, so that no row asks for types.</summary>
internal abstract class ColumnCodec
{
    /// <summary>The codec for a column.</summary>
    public static ColumnCodec For(Column column) => column.Type switch
    {
        ColumnType.Uuid => new StructCodec<Guid>(NpgsqlDbType.Uuid),
        ColumnType.Text => new TextCodec(NpgsqlDbType.Text),
        ColumnType.Boolean => new StructCodec<bool>(NpgsqlDbType.Boolean),
        ColumnType.Int32 => new StructCodec<int>(NpgsqlDbType.Integer),
        ColumnType.Int64 => new StructCodec<long>(NpgsqlDbType.Bigint),
        ColumnType.Double => new StructCodec<double>(NpgsqlDbType.Double),
        ColumnType.Decimal => new StructCodec<decimal>(NpgsqlDbType.Numeric),
        ColumnType.Date => new StructCodec<DateOnly>(NpgsqlDbType.Date),
        ColumnType.Timestamp => new InstantCodec(),
        ColumnType.Json => new TextCodec(NpgsqlDbType.Jsonb),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "There is no such column type."),
    };

    /// <summary>A parameter for one value.</summary>
    public abstract NpgsqlParameter Value(object? value);

    /// <summary>An array parameter of values that are not null.</summary>
    public abstract NpgsqlParameter Values(IReadOnlyList<object> values);

    /// <summary>Adds the two parameters of a column of many rows; see <see cref="Parameters.AddShared"/>.</summary>
    public abstract void AddColumn(NpgsqlParameterCollection parameters, int ordinal, IReadOnlyList<object?[]> rows);

    /// <summary>Writes a value that is not null into a bulk import.</summary>
    public abstract Task Write(NpgsqlBinaryImporter importer, object value, CancellationToken cancellation);

    /// <summary>Reads the value at a place of the current row.</summary>
    public abstract object? Read(NpgsqlDataReader reader, int ordinal);

    private class StructCodec<T>(NpgsqlDbType type) : ColumnCodec
        where T : struct
    {
        public override NpgsqlParameter Value(object? value) =>
            value is null ? Parameters.Null(type) : Parameters.Of(Unbox(value), type);

        public override NpgsqlParameter Values(IReadOnlyList<object> values)
        {
            var array = new T[values.Count];
            for (var i = 0; i < array.Length; i++)
            {
                array[i] = Unbox(values[i]);
            }

            return Parameters.ArrayOf(array, type);
        }

        public override void AddColumn(NpgsqlParameterCollection parameters, int ordinal, IReadOnlyList<object?[]> rows)
        {
            var array = new T?[rows.Count];
            for (var i = 0; i < array.Length; i++)
            {
                array[i] = rows[i][ordinal] is { } value ? Unbox(value) : null;
            }

            Parameters.AddShared(parameters, array, type);
        }

        public override Task Write(NpgsqlBinaryImporter importer, object value, CancellationToken cancellation) =>
            importer.WriteAsync(Unbox(value), type, cancellation);

        public override object? Read(NpgsqlDataReader reader, int ordinal) =>
            reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<T>(ordinal);

        protected virtual T Unbox(object value) => (T)value;
    }

    private sealed class InstantCodec() : StructCodec<DateTimeOffset>(NpgsqlDbType.TimestampTz)
    {
        protected override DateTimeOffset Unbox(object value) => ((DateTimeOffset)value).ToUniversalTime();
    }

    private sealed class TextCodec(NpgsqlDbType type) : ColumnCodec
    {
        public override NpgsqlParameter Value(object? value) =>
            value is null ? Parameters.Null(type) : Parameters.Of((string)value, type);

        public override NpgsqlParameter Values(IReadOnlyList<object> values) =>
            Parameters.ArrayOf(values.Select(v => (string)v).ToArray(), type);

        public override void AddColumn(NpgsqlParameterCollection parameters, int ordinal, IReadOnlyList<object?[]> rows)
        {
            var array = new string?[rows.Count];
            for (var i = 0; i < array.Length; i++)
            {
                array[i] = (string?)rows[i][ordinal];
            }

            Parameters.AddShared(parameters, array, type);
        }

        public override Task Write(NpgsqlBinaryImporter importer, object value, CancellationToken cancellation) =>
            importer.WriteAsync((string)value, type, cancellation);

        public override object? Read(NpgsqlDataReader reader, int ordinal) =>
            reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
    }
}
