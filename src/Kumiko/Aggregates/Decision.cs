namespace Kumiko;

/// <summary>What a command that decides answers with.</summary>
/// <param name="Id">The stream's id.</param>
/// <param name="Version">The stream's version after the decision; unchanged where nothing was decided.</param>
public sealed record Decision(Guid Id, StreamVersion Version)
{
    /// <summary>Loads the stream, lets the author decide, and appends what was decided. A conflict makes the dispatcher do it again.</summary>
    internal static async Task<Decision> Make<TState>(WriteContext context, Guid id, Func<TState, IEnumerable<object>> decide)
        where TState : class
    {
        var stream = await context.FetchForWriting<TState>(id);
        context.Services.Unit.MarkDecided(new StreamId(context.Tenant, id));
        foreach (var data in decide(stream.State).ToList())
        {
            await stream.Append(data);
        }

        return new Decision(id, stream.Version);
    }
}
