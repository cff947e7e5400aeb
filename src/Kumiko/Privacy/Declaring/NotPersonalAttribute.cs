namespace Kumiko;

/// <summary>The field holds no personal data, although its name looks like it.</summary>
/// <param name="reason">Why, in a sentence that an auditor understands.</param>
public sealed class NotPersonalAttribute(string reason) : PrivacyAttribute
{
    /// <summary>Why.</summary>
    public string Reason => reason;
}
