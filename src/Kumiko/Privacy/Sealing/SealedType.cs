using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// A type whose values are stored sealed. A plain value from outside stays plain until it is sealed; what comes from storage is a
/// <see cref="SealedValue"/>. Nothing can be asked about it in the database but, where it can be found, what its exact value is.
/// </summary>
internal sealed class SealedType(FieldType inner, FieldPrivacy privacy) : FieldType
{
    private Vault? _vault;
    private string? _indexed;

    public override string Kind => inner.Kind;

    public FieldPrivacy Privacy => privacy;

    /// <summary>Whether its exact value can be asked for.</summary>
    public bool IsFindable => privacy.IsFindable;

    public override FilterOperators Operators => IsFindable ? FilterOperators.Equality | FilterOperators.Membership : FilterOperators.None;

    public override bool IsIndexable => IsFindable;

    /// <summary>Whether its values never leave.</summary>
    public bool IsSensitive => privacy.IsSensitive;

    /// <summary>Whether a value that is gone can only be shown as null, because the marker is no value of the type.</summary>
    public bool IsGoneAsNull => inner is not TextType;

    internal override IEnumerable<(string Name, object Value)> Constraints => inner.Constraints;

    /// <summary>Which types can be sealed: those with one simple value.</summary>
    public static bool CanSeal(FieldType type) => type is TextType or DateType or IntegerType or BigIntegerType or RealType or DecimalType;

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        var value = inner.Read(json, path, issues);
        CheckPrefix(value, path, issues);
        return value;
    }

    internal override object ReadStored(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && json.GetString()! is var text && (SealedValue.IsSealedText(text) || text == SealedValue.Erased)
            ? Found(text)
            : SealedValue.InTheOpen(inner.ReadStored(json));

    internal override void Check(object value, string path, IssueList issues)
    {
        if (value is not SealedValue && value is not SealedValue.Erased)
        {
            CheckPrefix(value, path, issues);
            inner.Check(value, path, issues);
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form)
    {
        if (form != JsonForm.Stored)
        {
            WriteOpen(writer, value, form);
        }
        else if (value is SealedValue { Stored: null } open)
        {
            inner.Write(writer, open.Plain!, form);
        }
        else
        {
            writer.WriteStringValue(StoredOf(value));
        }
    }

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => IsFindable
        ? [new(name, ColumnType.Text, nullable), new(name + "_index", ColumnType.Text, IsNullable: true)]
        : [new(name, ColumnType.Text, nullable)];

    internal override void ToColumns(object? value, Span<object?> columns)
    {
        columns[0] = value switch
        {
            null => null,
            SealedValue { Stored: null } open => inner is TextType ? open.Plain : JsonText.Of(w => inner.Write(w, open.Plain!, JsonForm.Stored)),
            _ => StoredOf(value),
        };
        if (IsFindable)
        {
            columns[1] = value switch
            {
                null => null,
                SealedValue { NeedsOpening: true, IsOfRow: true } found => found.Index,
                _ => OpenOf(value) is string plain ? IndexOf(plain) : null,
            };
        }
    }

    internal override object? FromColumns(ReadOnlySpan<object?> columns) => columns[0] is not string text ? null
        : SealedValue.IsSealedText(text) && IsFindable ? SealedValue.InRow(text, (string?)columns[1])
        : SealedValue.IsSealedText(text) || text == SealedValue.Erased ? Found(text)
        : SealedValue.InTheOpen(inner is TextType ? text : JsonText.Read(text, inner.ReadStored));

    internal override object FromClr(object value) => inner.FromClr(value);

    internal override object ToClr(object value) => OpenOf(value) is { } plain ? inner.ToClr(plain) : IsGoneAsNull ? null! : SealedValue.Erased;

    internal override object Normalize(object value) => value is SealedValue ? value : inner.Normalize(value);

    internal override bool Same(object? left, object? right) =>
        left is null || right is null ? left == right : OpenOf(left) is { } one && OpenOf(right) is { } other ? inner.Same(one, other) : IsGone(left) && IsGone(right);

    /// <summary>Says where hashes of values come from.</summary>
    /// <param name="vault">Has the key.</param>
    /// <param name="field">The entity and the field.</param>
    public void IndexWith(Vault vault, string field) => (_vault, _indexed) = (vault, field);

    /// <summary>The hash by which a value is found.</summary>
    /// <exception cref="NotSupportedException">The application has not started, so that there is no key yet.</exception>
    public string IndexOf(string plain) => BlindIndex.Of(
        _vault?.IndexKey ?? throw new NotSupportedException("A sealed field can be compared only while the application runs."), _indexed!, plain);

    /// <summary>Seals a value; a marker that somebody brings back stays one.</summary>
    public SealedValue Seal(object plain, DataSubject subject, byte[] secret, string place) =>
        SealedValue.Of(plain, JsonText.BytesOf((inner, plain), static (writer, s) => s.inner.Write(writer, s.plain, JsonForm.Stored)).Span, subject, secret, place);

    public SealedValue Open(SealedValue value, byte[]? secret, string place) => value.Open(secret, place, json =>
    {
        using var document = JsonDocument.Parse(json);
        return inner.ReadStored(document.RootElement);
    });

    /// <summary>Whether nothing is left of a value.</summary>
    public static bool IsGone(object value) => value is SealedValue.Erased or SealedValue { NeedsOpening: false, Plain: null };

    /// <summary>The plain value of one that is there; null where nothing is left of it.</summary>
    private static object? OpenOf(object value) => value is SealedValue stored ? stored.Plain : value is SealedValue.Erased ? null : value;

    private static SealedValue Found(string text) => text == SealedValue.Erased ? SealedValue.Nothing : SealedValue.Found(text);

    private static string StoredOf(object value) => (value as SealedValue)?.Stored
        ?? throw new InvalidOperationException("A value of a sealed field was about to be stored in the open.");

    private void WriteOpen(Utf8JsonWriter writer, object value, JsonForm form)
    {
        if (OpenOf(value) is { } plain)
        {
            inner.Write(writer, plain, form);
        }
        else if (IsGoneAsNull)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(SealedValue.Erased);
        }
    }

    /// <summary>What looks like a sealed value would be taken for one, and could not be opened.</summary>
    private static void CheckPrefix(object? value, string path, IssueList issues)
    {
        if (value is string text && SealedValue.IsSealedText(text))
        {
            issues.Add(path, IssueCodes.InvalidValue, ("expected", $"a text that does not begin with '{SealedValue.Prefix}'"));
        }
    }
}
