namespace Kumiko;

/// <summary>The sum of a column of an embedded list: shown in answers, or held equal to a money field.</summary>
internal sealed class EmbeddedTotal(Field list, Field column, Field? mustEqual)
{
    /// <summary>The member of answers that holds the sums.</summary>
    public const string Member = "_totals";

    public Field List => list;

    public Field Column => column;

    public bool IsShown => mustEqual is null;

    /// <summary>The sum; null when the items' currencies differ, or when it is too large to be told.</summary>
    public object? Sum(object?[] values)
    {
        try
        {
            return SumUnchecked(values);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private object? SumUnchecked(object?[] values)
    {
        var items = values[list.Ordinal] as object?[] ?? [];
        var numbers = items.Select(item => ((object?[])item!)[column.Ordinal]).Where(v => v is not null);
        return column.Type switch
        {
            MoneyType money => SumMoney(numbers.Cast<Money>(), money.DefaultCurrency!),
            DecimalType => numbers.Cast<decimal>().Sum(),
            RealType => numbers.Cast<double>().Sum() is var sum && double.IsFinite(sum) ? sum : null,
            _ => numbers.Sum(n => Convert.ToDecimal(n)),
        };
    }

    /// <summary>Compares the sum with its field; what is missing on either side is not compared.</summary>
    public void Check(object?[] values, IssueList issues, bool tellsExpected = true)
    {
        if (mustEqual is null || values[list.Ordinal] is not object?[] || values[mustEqual.Ordinal] is not Money expected)
        {
            return;
        }

        if (Sum(values) is not Money sum || (sum != expected && !(sum.MinorUnits == 0 && expected.MinorUnits == 0)))
        {
            // Who may not see the field learns that the sum differs, and not from what.
            (string, object?) rule = ("expected", $"{column.Name} adding up to {mustEqual.Name}");
            if (tellsExpected)
            {
                issues.Add(list.Name, IssueCodes.InvalidValue, rule, ("values", new[] { expected.ToString() }));
            }
            else
            {
                issues.Add(list.Name, IssueCodes.InvalidValue, rule);
            }
        }
    }

    private static object? SumMoney(IEnumerable<Money> amounts, Currency fallback)
    {
        Money? sum = null;
        foreach (var amount in amounts)
        {
            if (sum is { } so && so.Currency != amount.Currency)
            {
                return null;
            }

            sum = sum is { } far ? far + amount : amount;
        }

        return sum ?? Money.FromMinorUnits(0, fallback);
    }
}
