namespace Kumiko;

public partial class QueryContext
{
    /// <summary>Waits until the consumer that fills a table has dealt with an event, so that its rows can be asked for.</summary>
    /// <typeparam name="TRow">The class of the consumer's rows.</typeparam>
    /// <param name="position">
    /// Where the event stands, as <see cref="BatchOutcome.Position"/> told. Events of the command at hand do not count: they are not in the log yet.
    /// </param>
    /// <param name="timeout">How long; 5 seconds by default, 30 at the most.</param>
    /// <exception cref="ProjectionBehindException">It did not come so far in time.</exception>
    /// <exception cref="InvalidOperationException">No consumer has such rows. Those of inline projections are never behind.</exception>
    public Task WaitFor<TRow>(EventPosition position, TimeSpan? timeout = null)
        where TRow : class
    {
        var consumer = Registry.Consumers.FirstOrDefault(c => c.RowType == typeof(TRow))
            ?? throw new InvalidOperationException($"No consumer has rows of the class '{typeof(TRow).Name}'.");
        var wait = Services.Wait ?? throw new InvalidOperationException("Migrations and projections cannot wait for consumers.");
        return wait.For([consumer], position, timeout, Cancellation);
    }
}
