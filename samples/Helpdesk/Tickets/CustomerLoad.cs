namespace Helpdesk.Tickets;

/// <summary>What one customer waits for.</summary>
public sealed record CustomerLoad(Guid CustomerId, string Customer, int Open, int Pending, DateTimeOffset? NextDueAt);
