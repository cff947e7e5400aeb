using System.Security.Cryptography;
using System.Text;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public override Task<IAsyncDisposable?> TryLock(string name, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        cancellation.ThrowIfCancellationRequested();

        // A file, for the reasons that LockSchema has one. A name may hold what no file system takes.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
        try
        {
            return Task.FromResult<IAsyncDisposable?>(
                new FileStream($"{_options.DataSource}-lock-{hash}", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException busy) when (busy is not (DirectoryNotFoundException or PathTooLongException))
        {
            return Task.FromResult<IAsyncDisposable?>(null);
        }
    }
}
