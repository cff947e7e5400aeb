namespace Kumiko.Tests.Contract;

/// <summary>One thing that features can declare, or that holds around what they declare, and what shows that it works.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Meaning">What it means, in one or two sentences.</param>
internal sealed record ContractRow(string Name, string Meaning)
{
    /// <summary>
    /// Members of builders (<c>FeatureBuilder.Entity</c>, or <c>TransitionBuilder.*</c> for all of one) and attributes (<c>[Text]</c>).
    /// </summary>
    public string[] Declared { get; init; } = [];

    /// <summary>Ids of the rules that are checked at the start, single (<c>KUM1002</c>) or from the first to the last (<c>KUM2060-KUM2069</c>).</summary>
    public string[] Rules { get; init; } = [];

    /// <summary>The tests that show it at run time.</summary>
    public Type[] Tests { get; init; } = [];

    /// <summary>Files of <c>samples/recipes</c>, without their ending.</summary>
    public string[] Recipes { get; init; } = [];

    /// <summary>What is not there yet, where something is not.</summary>
    public string? Missing { get; init; }

    /// <summary>Nothing of it is there.</summary>
    public bool IsMissingWhole => Missing is not null && Tests.Length == 0;
}
