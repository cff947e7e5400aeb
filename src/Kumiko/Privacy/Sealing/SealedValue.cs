using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Kumiko;

/// <summary>
/// A value as it is stored under the key of its subject, and, once it was opened, as it is. Immutable: to open one makes another one.
/// </summary>
internal sealed class SealedValue
{
    /// <summary>What stands in the place of a value whose key was destroyed.</summary>
    public const string Erased = "[[erased]]";

    /// <summary>How everything begins that is sealed; no text from outside may, in a field that is sealed.</summary>
    public const string Prefix = "kumiko-sealed:1:";

    private readonly object? _plain;
    private readonly bool _isOpen;

    private SealedValue(string? stored, bool isOpen, object? plain) => (Stored, _isOpen, _plain) = (stored, isOpen, plain);

    /// <summary>The hash that stood beside it in its row.</summary>
    public string? Index { get; private init; }

    /// <summary>Whether it comes from a row, with its hash.</summary>
    public bool IsOfRow { get; private init; }

    /// <summary>The value is gone, and was not even kept as it was sealed: somebody stored what was left of a forgotten one.</summary>
    public static SealedValue Nothing { get; } = new(Erased, isOpen: true, null);

    /// <summary>What stands in the event and in the row; null for a value that was stored before its field was sealed.</summary>
    public string? Stored { get; }

    /// <summary>Whether it is sealed under a key.</summary>
    [MemberNotNullWhen(true, nameof(Stored))]
    public bool IsSealed => Stored is not null && Stored != Erased;

    /// <summary>Whether it has to be opened before anybody can look at it.</summary>
    public bool NeedsOpening => !_isOpen;

    /// <summary>Whose key it is sealed under.</summary>
    public DataSubject Subject => new(Stored![Prefix.Length..Stored!.LastIndexOf(':')]);

    /// <summary>The plain value; null when it was forgotten.</summary>
    public object? Plain => _isOpen ? _plain : throw new InvalidOperationException("A sealed value is looked at before it was opened.");

    public static bool IsSealedText(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>
    /// Whose key a text has the form of being sealed under; null for any other text. Where fields are not sealed, texts from outside can have the form, too.
    /// </summary>
    public static DataSubject? SubjectIn(string text) =>
        IsSealedText(text) && text.LastIndexOf(':') is var end && end > Prefix.Length ? new DataSubject(text[Prefix.Length..end]) : null;

    /// <summary>A value as it was found.</summary>
    public static SealedValue Found(string stored) => new(stored, isOpen: false, null);

    /// <summary>A value as it was found in a row, with the hash beside it.</summary>
    public static SealedValue InRow(string stored, string? index) => new(stored, isOpen: false, null) { Index = index, IsOfRow = true };

    /// <summary>A value that was stored in the open, before its field was sealed.</summary>
    public static SealedValue InTheOpen(object plain) => new(null, isOpen: true, plain);

    /// <summary>Seals a value.</summary>
    /// <param name="plain">The value.</param>
    /// <param name="json">The value as JSON.</param>
    /// <param name="subject">Whose it is.</param>
    /// <param name="secret">The subject's secret.</param>
    /// <param name="place">The place that it belongs to.</param>
    public static SealedValue Of(object plain, ReadOnlySpan<byte> json, DataSubject subject, byte[] secret, string place) =>
        new($"{Prefix}{subject.Value}:{Base64Url.EncodeToString(Aead.Seal(secret, json, place))}", isOpen: true, plain);

    /// <summary>The same value, opened.</summary>
    /// <param name="secret">The subject's secret; null when it was destroyed.</param>
    /// <param name="place">The place that it was found in.</param>
    /// <param name="read">Reads the JSON of the value.</param>
    public SealedValue Open(byte[]? secret, string place, Func<ReadOnlyMemory<byte>, object> read) =>
        new(Stored, isOpen: true, secret is null ? null : read(OpenText(Stored!, secret, place)));

    /// <summary>The same value, forgotten.</summary>
    public SealedValue Forgotten() => new(Stored, isOpen: true, null);

    /// <summary>The JSON inside of a sealed text.</summary>
    public static byte[] OpenText(string stored, byte[] secret, string place) =>
        Aead.Open(secret, Base64Url.DecodeFromChars(stored.AsSpan(stored.LastIndexOf(':') + 1)), place);

    /// <summary>The record, or the stream, that a sealed value belongs to.</summary>
    public static string PlaceOf(TenantId tenant, Guid id) => $"{tenant.Value:N}|{id:N}";

    /// <summary>Never the value.</summary>
    public override string ToString() => Stored ?? "(stored before it was sealed)";
}
