namespace Kumiko;

/// <summary>
/// A metric of a feature, and the handle by which handlers measure. Keep it in a static field, and declare it with <see cref="FeatureBuilder.Metric"/>.
/// It holds no values: each application that declares it has its own.
/// </summary>
public abstract class Metric
{
    private protected Metric(MetricKind kind, string name, Type? labels)
    {
        Kind = kind;
        Name = name;
        Labels = labels;
    }

    /// <summary>What it measures.</summary>
    public MetricKind Kind { get; }

    /// <summary>The short name, in snake_case; it is exported as <c>kumiko_feature_name</c>.</summary>
    public string Name { get; }

    /// <summary>What it says, in one sentence.</summary>
    public string? Description { get; init; }

    /// <summary>The unit, as UCUM has it: <c>s</c>, <c>By</c>, <c>EUR</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether tenants are told apart.</summary>
    public TenantLabel TenantLabel { get; init; } = TenantLabel.Omit;

    /// <summary>The record whose properties are the labels; null for none.</summary>
    public Type? Labels { get; }
}
