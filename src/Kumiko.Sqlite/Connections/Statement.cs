using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Kumiko.Sqlite;

/// <summary>A prepared statement: bind the parameters in their order, step, read the columns, dispose to make it ready again.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    private const int OnStack = 512;

    private int _bound;

    public Statement Bind(long value) => Bound(raw.sqlite3_bind_int64(handle, ++_bound, value));

    public Statement Bind(double value) => Bound(raw.sqlite3_bind_double(handle, ++_bound, value));

    /// <summary>Big-endian, so that SQLite orders ids as PostgreSQL does.</summary>
    public Statement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bound(raw.sqlite3_bind_blob(handle, ++_bound, bytes));
    }

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (longest <= OnStack)
        {
            Span<byte> bytes = stackalloc byte[OnStack];
            return BindUtf8(bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(longest);
        try
        {
            return BindUtf8(rented.AsSpan(0, Encoding.UTF8.GetBytes(value, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public Statement BindUtf8(ReadOnlySpan<byte> text)
    {
        // An empty span has no address, and SQLite takes a missing address for null.
        return Bound(text.IsEmpty ? raw.sqlite3_bind_text(handle, ++_bound, "") : raw.sqlite3_bind_text(handle, ++_bound, text));
    }

    public Statement BindBytes(ReadOnlySpan<byte> bytes) =>
        Bound(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0) : raw.sqlite3_bind_blob(handle, ++_bound, bytes));

    public Statement BindNull() => Bound(raw.sqlite3_bind_null(handle, ++_bound));

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        connection.Check(code);
        return false;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public Guid Guid(int column) => new(Bytes(column), bigEndian: true);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    /// <summary>The bytes of a blob, or the UTF-8 of a text. Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose()
    {
        _bound = 0;

        // The code repeats what the last step reported already.
        _ = raw.sqlite3_reset(handle);
    }

    public void Close() => handle.Dispose();

    private Statement Bound(int code)
    {
        connection.Check(code);
        return this;
    }
}
