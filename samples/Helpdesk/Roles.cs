namespace Helpdesk;

/// <summary>The roles of the help desk. No role includes another: who may do several things has several roles.</summary>
public static class Roles
{
    /// <summary>Answers customers: works on tickets and keeps customers up to date.</summary>
    public const string Agent = "Agent";

    /// <summary>Runs the help desk: the team, the products, and whatever has to be deleted.</summary>
    public const string Admin = "Admin";

    /// <summary>Writes invoices and records payments.</summary>
    public const string Accountant = "Accountant";
}
