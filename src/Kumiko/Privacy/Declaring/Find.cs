namespace Kumiko;

/// <summary>How a sealed field can be found.</summary>
public enum Find
{
    /// <summary>Not at all: the database knows sealed values only.</summary>
    None,

    /// <summary>
    /// By its exact value: filters for equality, and unique indexes. A keyed hash of the value stands in the row beside it, not in the log, and goes when the
    /// subject is forgotten. Whoever has the database, and not the keys, sees which records of an entity agree in the field, and nothing more.
    /// </summary>
    Exact,
}
