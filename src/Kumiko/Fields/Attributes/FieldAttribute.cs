namespace Kumiko;

/// <summary>What all attributes have in common that say more about a field than its C# type does.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public abstract class FieldAttribute : Attribute
{
    private protected FieldAttribute()
    {
    }
}
