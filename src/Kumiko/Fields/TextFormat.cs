namespace Kumiko;

/// <summary>What a text must look like.</summary>
public enum TextFormat
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>An e-mail address: one <c>@</c>, something before it and a domain with a dot behind it, no spaces.</summary>
    Email,

    /// <summary>An absolute <c>http</c> or <c>https</c> address.</summary>
    Url,

    /// <summary>A telephone number: digits, spaces and <c>( ) - . /</c>, perhaps a leading <c>+</c>; 3 to 15 digits (ITU-T E.164).</summary>
    Phone,
}
