namespace Kumiko.Testing;

/// <summary>Keeps what was to leave an application under test.</summary>
internal sealed class RecordedEffects<TDelivery>
{
    private readonly Lock _lock = new();
    private readonly List<TDelivery> _attempts = [];
    private readonly List<TDelivery> _sent = [];
    private int _refusals;

    public IReadOnlyList<TDelivery> Attempts => Copy(_attempts);

    public IReadOnlyList<TDelivery> Sent => Copy(_sent);

    public void Refuse(int times)
    {
        lock (_lock)
        {
            _refusals = times;
        }
    }

    public Task Take(TDelivery delivery)
    {
        lock (_lock)
        {
            _attempts.Add(delivery);
            if (_refusals > 0)
            {
                _refusals--;
                throw new InvalidOperationException($"{delivery} was refused, as the test wants it.");
            }

            _sent.Add(delivery);
            return Task.CompletedTask;
        }
    }

    private TDelivery[] Copy(List<TDelivery> deliveries)
    {
        lock (_lock)
        {
            return [.. deliveries];
        }
    }
}
