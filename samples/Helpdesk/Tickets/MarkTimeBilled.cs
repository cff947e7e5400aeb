using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>Notes that time stands on an invoice. Whoever writes the invoice calls it: the entries belong to this feature.</summary>
public sealed record MarkTimeBilled([Reference<TimeEntry>] IReadOnlyList<Guid> EntryIds)
{
    internal static async Task Handle(MarkTimeBilled command, WriteContext ctx)
    {
        foreach (var id in command.EntryIds)
        {
            var entry = await ctx.Get<TimeEntry>(id);
            if (entry.IsBilled)
            {
                throw new UnprocessableException("already_billed", $"The time entry '{id}' stands on an invoice already.");
            }

            await ctx.Update(entry, e => e.IsBilled = true);
        }
    }
}
