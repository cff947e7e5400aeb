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

    public static NpgsqlParameter Array<T>(T[] values, NpgsqlDbType element) => Of(values, NpgsqlDbType.Array | element);

    public static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };
}
