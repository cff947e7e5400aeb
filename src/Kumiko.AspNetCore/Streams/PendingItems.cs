namespace Kumiko.AspNetCore;

/// <summary>The items of a stream, one of which is always on its way.</summary>
internal sealed class PendingItems(IAsyncEnumerator<ReadOnlyMemory<byte>> items)
{
    private Task<bool>? _next;

    /// <summary>Whether there is an item; the same one until it is taken.</summary>
    public Task<bool> Next => _next ??= items.MoveNextAsync().AsTask();

    /// <summary>Waits until it is known whether there is an item, or for as long as a heartbeat.</summary>
    /// <returns>Whether it is known.</returns>
    public async Task<bool> Settle(TimeSpan heartbeat, TimeProvider time, CancellationToken cancellation)
    {
        var next = Next;
        try
        {
            await next.WaitAsync(heartbeat, time, cancellation);
            return true;
        }
        catch (Exception) when (next.IsCompleted)
        {
            // Whoever awaits the item itself learns what it was.
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>The item; the next one may come.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        _next = null;
        return items.Current;
    }

    /// <summary>Ends the stream without waiting for it: one that does not listen to its cancellation must not hold the request.</summary>
    public async void Abandon()
    {
        try
        {
            await Next;
        }
        catch
        {
            // It was told already, or nobody is left to tell.
        }

        try
        {
            await items.DisposeAsync();
        }
        catch
        {
            // The dispatcher logs what handlers do wrong; here it is only too late to matter.
        }
    }
}
