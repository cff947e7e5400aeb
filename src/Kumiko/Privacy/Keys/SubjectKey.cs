namespace Kumiko;

/// <summary>The key of a data subject.</summary>
/// <param name="Subject">Whose key it is.</param>
/// <param name="Secret">32 bytes; null when the key was destroyed, because the subject was forgotten.</param>
public sealed record SubjectKey(DataSubject Subject, byte[]? Secret)
{
    /// <summary>The length of a secret, in bytes.</summary>
    public const int SecretSize = 32;

    /// <summary>Says whose key it is, and never the key.</summary>
    public override string ToString() => Secret is null ? $"the destroyed key of {Subject}" : $"the key of {Subject}";
}
