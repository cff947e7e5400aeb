namespace Kumiko;

/// <summary>What a comparison of live rows with rows derived from the log found.</summary>
/// <param name="Projection">The qualified name of the projection.</param>
/// <param name="Rows">How many rows were compared.</param>
/// <param name="DifferentRows">How many rows differ, are missing, or should not be there.</param>
/// <param name="Differences">Up to a hundred of the differences.</param>
public sealed record VerifyResult(string Projection, long Rows, long DifferentRows, IReadOnlyList<RowDifference> Differences)
{
    /// <summary>Whether live and derived rows are the same.</summary>
    public bool IsSame => DifferentRows == 0;
}

/// <summary>One difference between a live row and the derived one.</summary>
/// <param name="Tenant">The row's tenant.</param>
/// <param name="Id">The row's id.</param>
/// <param name="Column">The column; null where one of the two rows does not exist.</param>
/// <param name="Live">What the live row has; null for nothing, or no row.</param>
/// <param name="Derived">What the log says; null for nothing, or no row.</param>
public sealed record RowDifference(TenantId Tenant, Guid Id, string? Column, string? Live, string? Derived)
{
    /// <summary>The difference as a sentence.</summary>
    public override string ToString() => Column is not null ? $"{Id}: column '{Column}' is '{Live}', derived '{Derived}'."
        : Live is null ? $"{Id}: derived, but not there."
        : $"{Id}: there, but not derived.";
}
