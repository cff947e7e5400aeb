namespace Helpdesk.Customers;

/// <summary>What the customer's contract promises.</summary>
public enum CustomerTier
{
    Standard,
    Plus,
    Premium,
}
