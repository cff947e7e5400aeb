using Kumiko;

namespace Helpdesk.Invoicing;

/// <summary>What was invoiced in one month, in one currency.</summary>
public sealed record MonthlyRevenue(DateOnly Month, int Invoices, Money Net);
