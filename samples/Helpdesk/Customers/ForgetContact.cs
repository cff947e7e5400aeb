namespace Helpdesk.Customers;

/// <summary>Forgets the person behind a contact, for good.</summary>
public sealed record ForgetContact(Guid Id);
