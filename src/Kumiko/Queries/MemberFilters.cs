using System.Collections;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Turns a comparison of a record's property with a C# value into a condition on columns. What it cannot express it refuses by name.</summary>
internal sealed class MemberFilters(IQueryTarget target)
{
    public RowFilter Compare(string member, Comparison comparison, object? value)
    {
        if (target.OwnColumn(member) is { } own)
        {
            return value switch
            {
                null => FieldFilters.CompareWithNull(own, comparison),
                DateTimeOffset instant => FieldFilters.CompareInstant(own, comparison, instant),
                _ => new RowFilter.Compare(own, comparison, EntityMembers.ToColumnValue(value)),
            };
        }

        var field = FieldOf(member);
        if (value is not null)
        {
            Refuse(field, comparison);
        }

        return PlainValue(field, value) switch
        {
            double.NaN => comparison == Comparison.NotEqual ? RowFilter.Everything : RowFilter.Nothing,
            LocatedTimestamp located => CompareLocated(field, comparison, located),
            var plain => FieldFilters.Compare(target, field, comparison, plain),
        };
    }

    public RowFilter OneOf(string member, IEnumerable values)
    {
        if (target.OwnColumn(member) is not null)
        {
            return new RowFilter.Any([.. values.Cast<object?>().Select(v => Compare(member, Comparison.Equal, v))]);
        }

        var field = FieldOf(member);
        Refuse(field, Comparison.Equal);
        return field.Type is LocatedTimestampType or RealType
            ? new RowFilter.Any([.. values.Cast<object?>().Select(v => Compare(member, Comparison.Equal, v))])
            : FieldFilters.OneOf(target, field, values.Cast<object?>().Select(v => PlainValue(field, v)));
    }

    /// <summary>Whether a list contains a value; it contains no null.</summary>
    public RowFilter ListContains(Field list, object? value) =>
        value is null ? RowFilter.Nothing : FieldFilters.Compare(target, list, Comparison.Equal, PlainValue(list, value));

    /// <summary>Texts are compared by code point, and that is how C# compares them where no culture is named.</summary>
    /// <returns>Null where the method asks something else.</returns>
    public RowFilter? Text(string method, string member, string needle)
    {
        var field = FieldOf(member);
        Refuse(field, method == nameof(string.Equals) ? Comparison.Equal : Comparison.Less);
        var column = target.MainColumnOf(field);
        return method switch
        {
            nameof(string.Contains) => new RowFilter.TextContains(column, needle),
            nameof(string.StartsWith) => new RowFilter.TextStartsWith(column, needle),
            nameof(string.Equals) => FieldFilters.Compare(target, field, Comparison.Equal, needle),
            _ => null,
        };
    }

    public Field FieldOf(string member) =>
        target.FieldOf(member) is { Type: not (EmbeddedType or EmbeddedListType or JsonObjectType) } field
            ? field
            : throw new NotSupportedException($"'{target.Type.Name}.{member}' is no stored field that can be compared.");

    /// <summary>Refuses what would mean one thing in C# and another in a database.</summary>
    public void Refuse(Field field, Comparison comparison)
    {
        if (field.Type is SealedType type && !(type.IsFindable && comparison is (Comparison.Equal or Comparison.NotEqual)))
        {
            throw new NotSupportedException($"'{target.Type.Name}.{field.Member}' is sealed, so that {(type.IsFindable
                ? "only its exact value can be asked for."
                : "nothing can be asked about it but whether it is there. With Find = Find.Exact, a text can be found.")}");
        }

        if (field.Type is ListType)
        {
            throw new NotSupportedException($"'{target.Type.Name}.{field.Member}' is a list; ask what it Contains.");
        }

        if (field.Type is SelectType && comparison is not (Comparison.Equal or Comparison.NotEqual))
        {
            throw new NotSupportedException($"'{target.Type.Name}.{field.Member}' is stored by the names of its options, which have no order.");
        }
    }

    /// <summary>In C# a located timestamp is another one when its zone is.</summary>
    private RowFilter CompareLocated(Field field, Comparison comparison, LocatedTimestamp located)
    {
        var instant = FieldFilters.Compare(target, field, comparison, located);
        var zone = new RowFilter.Compare(target.FieldColumns[field.Ordinal][1], comparison, located.Zone);
        return comparison == Comparison.Equal ? new RowFilter.All([instant, zone]) : new RowFilter.Any([instant, zone]);
    }

    private static object? PlainValue(Field field, object? value)
    {
        var type = field.Type is ListType list ? list.Item : field.Type;
        if (value is null)
        {
            return null;
        }

        // The compiler compares enums by their numbers.
        if (type is SelectType && !value.GetType().IsEnum && EnumOf(field) is { } enumType)
        {
            value = Enum.ToObject(enumType, value);
        }

        return type.ToComparand(type.FromClr(value));
    }

    private static Type? EnumOf(Field field) => field.ClrType is { IsEnum: true } type ? type : null;
}
