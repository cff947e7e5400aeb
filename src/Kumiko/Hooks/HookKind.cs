namespace Kumiko;

/// <summary>When a hook runs, and what it may do there.</summary>
public enum HookKind
{
    /// <summary>Behind the checks of the fields, before a command runs: says what else is wrong with its input.</summary>
    Validation,

    /// <summary>Before a record is created or changed: may change what is written.</summary>
    PreSave,

    /// <summary>When a record was created, changed or restored.</summary>
    PostSave,

    /// <summary>Before a record is deleted, while its row is still there: may refuse it.</summary>
    PreDelete,

    /// <summary>When a record was deleted.</summary>
    PostDelete,

    /// <summary>Before a query runs: may change what is asked.</summary>
    PreQuery,

    /// <summary>When a query has run: may change what is answered, before rules of access hide what the caller may not see.</summary>
    PostQuery,
}
