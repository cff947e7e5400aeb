using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public override async Task<IAsyncDisposable> LockSchema(CancellationToken cancellation = default)
    {
        // A lock inside the database would shut out the very statements that change the schema; the operating system frees this one
        // when its process ends. The empty file stays: whoever removed it could remove one that somebody else has just locked.
        var path = _options.DataSource + "-schema-lock";
        for (var waited = TimeSpan.Zero; ; waited += LockPause)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException busy) when (waited >= _options.BusyTimeout)
            {
                throw new TransientStoreException(busy);
            }
            catch (IOException)
            {
                await Task.Delay(LockPause, cancellation);
            }
        }
    }
}
