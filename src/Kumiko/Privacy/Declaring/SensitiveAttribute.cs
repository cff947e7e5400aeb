namespace Kumiko;

/// <summary>
/// The field never leaves the application: no answer, list, history or stream shows it, not even to those who may see everything. C# code reads it. Beside
/// <see cref="PersonalDataAttribute"/> or <see cref="TenantDataAttribute"/>, because what must not be shown must not be stored in the open either.
/// </summary>
public sealed class SensitiveAttribute : PrivacyAttribute;
