using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>An amount of a currency. A bare number is an amount of the entity's default currency.</summary>
internal sealed class MoneyType(Currency? defaultCurrency) : FieldType
{
    public override string Kind => "money";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Range | FilterOperators.Membership;

    public override bool IsSortable => true;

    internal Currency? DefaultCurrency => defaultCurrency;

    internal override IEnumerable<(string Name, object Value)> Constraints =>
        defaultCurrency is null ? [] : [("defaultCurrency", defaultCurrency.Code)];

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (json.ValueKind == JsonValueKind.Number && defaultCurrency is not null)
        {
            return ReadAmount(json, path, defaultCurrency, issues);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return WrongType(json, path, "object", issues);
        }

        var currency = defaultCurrency;
        if (JsonNames.TryGetMember(json, "currency", out var code))
        {
            if (!JsonNames.TryReadText(code, $"{path}.currency", issues, out var text))
            {
                return null;
            }

            currency = Currency.Find(text);
            if (currency is null)
            {
                issues.Add($"{path}.currency", IssueCodes.InvalidFormat, ("format", "currency"));
                return null;
            }
        }

        if (currency is null)
        {
            issues.Add($"{path}.currency", IssueCodes.InvalidType, ("expected", "string"), ("received", "undefined"));
            return null;
        }

        if (!JsonNames.TryGetMember(json, "amount", out var amount))
        {
            issues.Add($"{path}.amount", IssueCodes.InvalidType, ("expected", "number"), ("received", "undefined"));
            return null;
        }

        return ReadAmount(amount, $"{path}.amount", currency, issues);
    }

    internal override object ReadStored(JsonElement json) =>
        new Money(json.GetProperty("amount").GetDecimal(), Currency.Of(json.GetProperty("currency").GetString()!));

    internal override void Check(object value, string path, IssueList issues)
    {
        if ((Money)value == default)
        {
            issues.Add($"{path}.currency", IssueCodes.InvalidType, ("expected", "string"), ("received", "undefined"));
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form)
    {
        var money = (Money)value;
        writer.WriteStartObject();
        writer.WriteNumber("amount"u8, money.Amount);
        writer.WriteString("currency"u8, money.Currency.Code);
        if (form == JsonForm.Wire)
        {
            writer.WriteNumber("amountScaled"u8, money.MinorUnits);
            writer.WriteNumber("amountMinor"u8, money.MinorUnits);
        }

        writer.WriteEndObject();
    }

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) =>
        [new(name, ColumnType.Int64, nullable), new(name + "_currency", ColumnType.Text, nullable)];

    internal override void ToColumns(object? value, Span<object?> columns)
    {
        var money = (Money?)value;
        columns[0] = money?.MinorUnits;
        columns[1] = money?.Currency.Code;
    }

    internal override object? FromColumns(ReadOnlySpan<object?> columns) =>
        columns[0] is long units ? Money.FromMinorUnits(units, Currency.Of((string)columns[1]!)) : null;

    private static object? ReadAmount(JsonElement json, string path, Currency currency, IssueList issues)
    {
        if (JsonNumbers.Read(json, out var amount) is var size && size == NumberSize.None)
        {
            return WrongType(json, path, "number", issues);
        }

        if (size == NumberSize.Exact && Money.TryCountMinorUnits(amount, currency, out var minorUnits))
        {
            return Money.FromMinorUnits(minorUnits, currency);
        }

        var limit = long.MaxValue / currency.UnitsPerWhole;
        if (size == NumberSize.TooLarge || amount > limit)
        {
            issues.Add(path, IssueCodes.TooBig, ("maximum", limit), ("type", "number"), ("inclusive", true));
        }
        else if (size == NumberSize.TooSmall || amount < -limit)
        {
            issues.Add(path, IssueCodes.TooSmall, ("minimum", -limit), ("type", "number"), ("inclusive", true));
        }
        else
        {
            issues.Add(path, IssueCodes.NotMultipleOf, ("divisor", DecimalType.Divisor(currency.Exponent)));
        }

        return null;
    }
}
