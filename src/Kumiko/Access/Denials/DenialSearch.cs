namespace Kumiko;

/// <summary>How hard the framework looks for the reason of a failure. What clients get does not depend on it, outside development.</summary>
public enum DenialSearch
{
    /// <summary>What is known without asking the database again.</summary>
    Known,

    /// <summary>Also whether a record that was not found belongs to another tenant: one more read for each "not found". Meant for development.</summary>
    AcrossTenants,
}
