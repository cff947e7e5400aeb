using Kumiko;

namespace Helpdesk.Tickets;

/// <summary>How many tickets were solved on a day, by UTC. One that was solved twice counts twice: it was work twice.</summary>
public sealed class SolvedPerDay
{
    [Key]
    public DateOnly Day { get; set; }

    public int Count { get; set; }
}
