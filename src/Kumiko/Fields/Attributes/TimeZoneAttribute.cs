namespace Kumiko;

/// <summary>An IANA time zone, such as <c>Europe/Berlin</c>, on a <see cref="string"/>.</summary>
public sealed class TimeZoneAttribute : FieldAttribute;
