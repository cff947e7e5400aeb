namespace Helpdesk.Tickets;

internal static class TicketCategories
{
    public static IReadOnlyList<TicketCategory> All =>
    [
        new() { Code = "accounts", Name = "Accounts and passwords", SlaHours = 8 },
        new() { Code = "hardware", Name = "Devices and printers", SlaHours = 24 },
        new() { Code = "network", Name = "Network and internet", SlaHours = 4 },
        new() { Code = "software", Name = "Programs and updates", SlaHours = 24 },
        new() { Code = "telephony", Name = "Telephones", SlaHours = 8 },
        new() { Code = "billing", Name = "Contracts and invoices", SlaHours = 48 },
        new() { Code = "other", Name = "Everything else", SlaHours = 72 },
    ];
}
