namespace Kumiko;

/// <summary>Which end of an order comes first.</summary>
public enum SortDirection
{
    /// <summary>Smallest first, nulls last.</summary>
    Ascending,

    /// <summary>Largest first, nulls first.</summary>
    Descending,
}
