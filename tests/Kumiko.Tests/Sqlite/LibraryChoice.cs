using System.Runtime.CompilerServices;
using Kumiko.Sqlite;

namespace Kumiko.Tests.Sqlite;

/// <summary>KUMIKO_TEST_SQLITE=packaged runs all tests on the library in the package instead of the system's newer one.</summary>
internal static class LibraryChoice
{
    [ModuleInitializer]
    public static void Choose()
    {
        if (Environment.GetEnvironmentVariable("KUMIKO_TEST_SQLITE") == "packaged")
        {
            AppContext.SetSwitch(SqliteLibrary.PackagedSwitch, true);
        }
    }
}
