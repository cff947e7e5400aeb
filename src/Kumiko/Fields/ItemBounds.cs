namespace Kumiko;

/// <summary>How many items a list may have.</summary>
internal sealed record ItemBounds(int? Min = null, int? Max = null)
{
    public void Check(int count, string path, IssueList issues)
    {
        if (count < Min)
        {
            issues.Add(path, IssueCodes.TooSmall, ("minimum", Min), ("type", "array"), ("inclusive", true));
        }
        else if (count > Max)
        {
            issues.Add(path, IssueCodes.TooBig, ("maximum", Max), ("type", "array"), ("inclusive", true));
        }
    }

    public IEnumerable<(string Name, object Value)> Describe()
    {
        if (Min is { } min)
        {
            yield return ("minItems", min);
        }

        if (Max is { } max)
        {
            yield return ("maxItems", max);
        }
    }
}
