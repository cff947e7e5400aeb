using System.Runtime.InteropServices;
using Kumiko.Storage;
using SQLitePCL;

namespace Kumiko.Sqlite;

/// <summary>
/// Chooses the native library, once per process: the system's where it is newer than the one in the package. Two copies of SQLite in
/// one process must never open the same file, which is why everybody who uses the provider gets the same one.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>Set in tests only, to run them on the library that comes with the package.</summary>
    internal const string PackagedSwitch = "Kumiko.Sqlite.PackagedLibrary";

    private const string PackagedName = "e_sqlite3";
    private const int Oldest = 3_035_000;
    private const int FirstWithStrictTables = 3_037_000;

    private static readonly Lazy<int> Loaded = new(Load);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    /// <summary>STRICT tables make SQLite itself refuse a value of another type.</summary>
    public static bool HasStrictTables => Loaded.Value >= FirstWithStrictTables;

    /// <exception cref="StoreUnavailableException">There is no library, or it is too old.</exception>
    public static void Require()
    {
        try
        {
            if (Loaded.Value < Oldest)
            {
                throw new StoreUnavailableException($"SQLite {Version} is too old: 3.35 or newer is needed. Update the system's SQLite library.");
            }
        }
        catch (DllNotFoundException missing)
        {
            throw new StoreUnavailableException("No SQLite library was found. Install the system's package (libsqlite3).", missing);
        }
    }

    private static int Load()
    {
        var provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        var packaged = NativeLibrary.TryLoad(PackagedName, provider, null, out var handle) ? handle : 0;
        var chosen = Newest(packaged);
        try
        {
            NativeLibrary.SetDllImportResolver(provider, (name, _, _) => name == PackagedName ? chosen : 0);
        }
        catch (InvalidOperationException)
        {
            // The application redirected the provider itself; then its choice is everybody's.
        }

        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return raw.sqlite3_libversion_number();
    }

    private static nint Newest(nint packaged)
    {
        if (AppContext.TryGetSwitch(PackagedSwitch, out var onlyPackaged) && onlyPackaged)
        {
            return packaged;
        }

        var systemName = OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib" : "libsqlite3.so.0";
        return NativeLibrary.TryLoad(systemName, out var system) && VersionOf(system) > VersionOf(packaged) ? system : packaged;
    }

    private static int VersionOf(nint library) =>
        library != 0 && NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var export)
            ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(export)()
            : 0;
}
