namespace Kumiko;

/// <summary>Says of a field whose data it holds, and who may learn it.</summary>
public abstract class PrivacyAttribute : FieldAttribute
{
    private protected PrivacyAttribute()
    {
    }
}
