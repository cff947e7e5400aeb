namespace Kumiko;

/// <summary>
/// The field holds what belongs to the tenant as a whole. It is sealed under the tenant's key before it is stored, and is gone for good once the tenant is
/// forgotten. On the same fields as <see cref="PersonalDataAttribute"/>.
/// </summary>
public sealed class TenantDataAttribute : PrivacyAttribute
{
    /// <inheritdoc cref="PersonalDataAttribute.Find"/>
    public Find Find { get; init; }
}
