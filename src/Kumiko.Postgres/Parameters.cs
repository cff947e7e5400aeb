using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres;

/// <summary>Makes typed, unboxed parameters.</summary>
internal static class Parameters
{
    public static NpgsqlParameter Id(Guid value) => Of(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Number(long value) => Of(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Text(string value) => Of(value, NpgsqlDbType.Text);

    public static NpgsqlParameter TextOrNull(string? value) => value is null ? Null(NpgsqlDbType.Text) : Text(value);

    public static NpgsqlParameter Instant(DateTimeOffset value) => Of(value.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Of<T>(T value, NpgsqlDbType type) => new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type };

    public static NpgsqlParameter ArrayOf<T>(T[] values, NpgsqlDbType element) => Of(values, NpgsqlDbType.Array | element);

    public static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };

    /// <summary>
    /// Adds a column of many rows as two parameters: one value and an empty array where all rows agree, otherwise null and the array.
    /// <c>coalesce(unnested, $value)</c> is the column again. An array costs both ends time for every element.
    /// </summary>
    public static void AddShared<T>(NpgsqlParameterCollection parameters, T[] values, NpgsqlDbType type, Func<T, T, bool>? same = null)
    {
        same ??= EqualityComparer<T>.Default.Equals;
        var isShared = Array.TrueForAll(values, v => same(v, values[0]));
        parameters.Add(isShared && values[0] is not null ? Of(values[0], type) : Null(type));
        parameters.Add(ArrayOf(isShared ? [] : values, type));
    }
}
