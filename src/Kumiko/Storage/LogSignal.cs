using System.Collections.Immutable;
using System.Threading.Channels;

namespace Kumiko.Storage;

/// <summary>Wakes the listeners of one process: what all stores do alike. Many signals before a listener looks are one.</summary>
public sealed class LogSignal
{
    private ImmutableArray<ChannelWriter<bool>> _listeners = [];

    /// <summary>Whether anybody listens.</summary>
    public bool HasListeners => !_listeners.IsEmpty;

    /// <summary>Wakes everybody who listens. Never waits.</summary>
    public void Raise()
    {
        foreach (var listener in _listeners)
        {
            listener.TryWrite(true);
        }
    }

    /// <summary>Opens a listener.</summary>
    /// <param name="ended">Called once, when the listener is disposed and no longer counts as listening.</param>
    public LogListener Listen(Func<ValueTask>? ended = null)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), channel.Writer);
        return new Listener(this, channel, ended);
    }

    private sealed class Listener(LogSignal signal, Channel<bool> channel, Func<ValueTask>? ended) : LogListener
    {
        public override async Task Wait(CancellationToken cancellation = default) => await channel.Reader.ReadAsync(cancellation);

        public override async ValueTask DisposeAsync()
        {
            if (!channel.Writer.TryComplete())
            {
                return;
            }

            ImmutableInterlocked.Update(ref signal._listeners, static (all, one) => all.Remove(one), channel.Writer);
            if (ended is not null)
            {
                await ended();
            }
        }
    }
}
