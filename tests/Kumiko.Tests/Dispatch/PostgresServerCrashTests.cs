using System.Diagnostics;
using Kumiko.Testing;
using TestDatabase = Kumiko.Testing.TestDatabase;

namespace Kumiko.Tests.Dispatch;

public class PostgresServerCrashTests
{
    // Runs as the owner of the data: the server's programs refuse to run as root.
    private const string RestartWithoutShutdown =
        """
        cd "$0"
        as=
        [ "$(id -u)" != 0 ] || as="setpriv --reuid=$(stat -c %u data) --regid=$(stat -c %g data) --clear-groups"
        programs=$(dirname "$(readlink "/proc/$(head -1 data/postmaster.pid)/exe")")
        exec $as "$programs/pg_ctl" restart -D "$0/data" -l "$0/server.log" -m immediate -w -t 60 >/dev/null
        """;

    [Fact]
    public async Task A_server_that_stops_without_a_shutdown_keeps_every_acknowledged_request_and_no_half_of_any()
    {
        await using var server = await PostgresServer.Start(PostgresDurability.Full);
        await using var database = await TestDatabase.Postgres(server);
        using var writer = await Writer.Start(database.Address, 0);

        await writer.Await(200);
        await Restart(server);
        await writer.Listen();

        writer.Failure.ShouldNotBeNull();
        await Writer.ShouldHaveLeftAllOrNothing(database, writer.Acknowledged);
    }

    private static async Task Restart(PostgresServer server)
    {
        var folder = server.ConnectionString.Split(';').Single(part => part.StartsWith("Host=", StringComparison.Ordinal))["Host=".Length..];
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", RestartWithoutShutdown, folder } })!;
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0);
    }
}
