namespace Kumiko;

/// <summary>Another record already has these values.</summary>
public sealed class UniqueViolationException : KumikoException
{
    /// <summary>Reports the entity and the fields that must be unique together.</summary>
    public UniqueViolationException(string entityName, IReadOnlyList<string> fields, Exception? inner = null)
        : base("unique_violation", 409, "errors.uniqueViolation", $"Another {entityName} has the same {string.Join(", ", fields)}.", inner)
    {
        Fields = fields;
        Details = new Dictionary<string, object?> { ["entityName"] = entityName, ["fields"] = fields };
    }

    /// <summary>The fields that must be unique together.</summary>
    public IReadOnlyList<string> Fields { get; }
}
