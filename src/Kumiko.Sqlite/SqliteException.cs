using System.Data.Common;

namespace Kumiko.Sqlite;

/// <summary>What SQLite itself reports. <see cref="System.Runtime.InteropServices.ExternalException.ErrorCode"/> is its extended result code.</summary>
public sealed class SqliteException : DbException
{
    internal SqliteException(int code, string message)
        : base($"SQLite: {message} (code {code})", code) => Detail = message;

    /// <summary>SQLite's own words, without the code.</summary>
    internal string Detail { get; }

    internal int PrimaryCode => ErrorCode & 0xFF;
}
