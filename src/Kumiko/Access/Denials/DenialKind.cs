namespace Kumiko;

/// <summary>What kind of rule refused a call.</summary>
public enum DenialKind
{
    /// <summary>The rule that a handler is declared with: who may call it.</summary>
    HandlerRule,

    /// <summary>The rules of an entity: which records somebody may read or write.</summary>
    RowRule,

    /// <summary>The rules of a field: who may read or set it.</summary>
    FieldRule,

    /// <summary>The border between tenants.</summary>
    Tenant,

    /// <summary>A feature that is switched off.</summary>
    Toggle,

    /// <summary>A limit to how often a handler may be called.</summary>
    RateLimit,

    /// <summary>The transitions of a field: which states may follow each other.</summary>
    Transition,
}
