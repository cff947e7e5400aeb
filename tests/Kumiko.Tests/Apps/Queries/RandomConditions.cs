using System.Linq.Expressions;

namespace Kumiko.Tests.Apps.Queries;

/// <summary>Makes records, conditions and orders at random. The values come from small pools, so that conditions match often.</summary>
internal sealed class RandomConditions(Random random)
{
    private static readonly DateTimeOffset Noon = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid[] Links = [new("00000000-0000-4000-8000-000000000001"),
        new("ffffffff-0000-4000-8000-000000000002"), new("7fffffff-ffff-4000-8000-000000000003")];

    /// <summary>Members that can be compared, with values to compare them with: of the pool, and some beside it.</summary>
    private static readonly (string Member, object[] Pool, object[] More, bool HasOrder)[] Members =
    [
        (nameof(Probe.Zero), [0, 1, 2], [-1, 3], true),
        (nameof(Probe.Number), [0, 1, 2], [int.MinValue, int.MaxValue], true),
        (nameof(Probe.Big), [-1L, 0L, 5_000_000_000L], [long.MinValue, long.MaxValue], true),
        (nameof(Probe.Real), [-0.5, 0d, 0.1], [-0d, 1e300, double.PositiveInfinity, double.NaN], true),
        (nameof(Probe.Price), [-1.05m, 0m, 1.1m], [1.105m, -1.055m, 0.001m, 1e20m, decimal.MinValue], true),
        (nameof(Probe.Text), ["", "Lamp", "lamp", "Ärmel%", "a_b"], ["x"], false),
        (nameof(Probe.Flag), [true, false], [], false),
        (nameof(Probe.Maybe), [true, false], [], false),
        (nameof(Probe.Level), [Level.Low, Level.Middle, Level.High], [], false),
        (nameof(Probe.Mood), [Level.Low, Level.Middle, Level.High], [], false),
        (nameof(Probe.Day), [new DateOnly(2024, 2, 29), new DateOnly(2024, 3, 1)], [DateOnly.MinValue, DateOnly.MaxValue], true),
        (nameof(Probe.Instant), [Noon, Noon.AddTicks(10), Noon.AddDays(1)],
            [Noon.AddTicks(3), Noon.ToOffset(TimeSpan.FromHours(5)), DateTimeOffset.MinValue], true),
        (nameof(Probe.Located), [new LocatedTimestamp(Noon, "UTC"), new LocatedTimestamp(Noon, "Europe/Riga")],
            [new LocatedTimestamp(Noon.AddTicks(3), "UTC")], false),
        (nameof(Probe.Money), [Money.Of(1, "EUR"), Money.Of(2, "EUR")], [Money.Of(1.5m, "EUR")], true),
        (nameof(Probe.Link), [.. Links.Cast<object>()], [new Guid("80000000-0000-4000-8000-000000000002")], true),
    ];

    private static readonly string[] Sortable =
        [nameof(Probe.Zero), nameof(Probe.Number), nameof(Probe.Big), nameof(Probe.Real), nameof(Probe.Price),
         nameof(Probe.Text), nameof(Probe.Flag), nameof(Probe.Maybe),
         nameof(Probe.Level), nameof(Probe.Mood), nameof(Probe.Day), nameof(Probe.Instant), nameof(Probe.Money), nameof(Probe.Version)];

    private readonly ParameterExpression _record = Expression.Parameter(typeof(Probe), "p");

    public Probe Record()
    {
        var probe = new Probe { Tags = [.. new[] { "a", "b", "c" }.Where(_ => random.Next(2) == 0)] };
        foreach (var (name, pool, _, _) in Members)
        {
            var property = typeof(Probe).GetProperty(name)!;
            var isNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null || property.PropertyType == typeof(string);
            property.SetValue(probe, isNullable && random.Next(3) == 0 ? null : Pick(pool));
        }

        return probe;
    }

    public Expression<Func<Probe, bool>> Condition() => Expression.Lambda<Func<Probe, bool>>(Any(random.Next(4)), _record);

    public (Expression<Func<Probe, object?>> Key, bool IsDescending) Order() =>
        (Expression.Lambda<Func<Probe, object?>>(Expression.Convert(Expression.Property(_record, Pick(Sortable)), typeof(object)), _record),
            random.Next(2) == 0);

    private Expression Any(int depth) => depth == 0 ? Leaf() : random.Next(5) switch
    {
        0 or 1 => Expression.AndAlso(Any(depth - 1), Any(depth - 1)),
        2 or 3 => Expression.OrElse(Any(depth - 1), Any(depth - 1)),
        _ => Expression.Not(Any(depth - 1)),
    };

    private Expression Leaf() => random.Next(10) switch
    {
        0 => Expression.Property(_record, nameof(Probe.Flag)),
        1 => Text(),
        2 => Expression.Call(Expression.Property(_record, nameof(Probe.Tags)),
            nameof(List<string>.Contains), null, Expression.Constant(Pick("a", "b", "c"))),
        3 => OneOf(),
        4 => Expression.Property(Expression.Property(_record,
            Pick(nameof(Probe.Number), nameof(Probe.Mood), nameof(Probe.Instant), nameof(Probe.Money))), "HasValue"),
        5 => Expression.Constant(random.Next(4) > 0),
        _ => Comparison(),
    };

    private BinaryExpression Comparison()
    {
        var (name, pool, more, hasOrder) = Pick(Members);
        var member = Expression.Property(_record, name);
        var isNullable = Nullable.GetUnderlyingType(member.Type) is not null || member.Type == typeof(string);
        var value = Expression.Constant(isNullable && random.Next(5) == 0 ? null : Pick([.. pool, .. more]), member.Type);
        var kind = random.Next(hasOrder ? 6 : 2);
        var (left, right) = random.Next(4) == 0 ? ((Expression)value, (Expression)member) : (member, value);
        return kind switch
        {
            0 => Expression.Equal(left, right),
            1 => Expression.NotEqual(left, right),
            2 => Expression.LessThan(left, right),
            3 => Expression.LessThanOrEqual(left, right),
            4 => Expression.GreaterThan(left, right),
            _ => Expression.GreaterThanOrEqual(left, right),
        };
    }

    private BinaryExpression Text()
    {
        var member = Expression.Property(_record, nameof(Probe.Text));
        var needle = Expression.Constant(Pick("", "a", "L", "amp", "%", "_", "Ä"));
        var call = random.Next(3) == 0
            ? Expression.Call(member, Pick("Contains", "StartsWith"), null, needle, Expression.Constant(StringComparison.Ordinal))
            : Expression.Call(member, Pick("Contains", "StartsWith"), null, needle);
        return Expression.AndAlso(Expression.NotEqual(member, Expression.Constant(null, typeof(string))), call);
    }

    private MethodCallExpression OneOf()
    {
        var (name, pool, more, _) = Pick(Members);
        var member = Expression.Property(_record, name);
        var values = Array.CreateInstance(member.Type, random.Next(4));
        var all = member.Type.IsValueType && Nullable.GetUnderlyingType(member.Type) is null
            ? [.. pool, .. more] : pool.Concat(more).Append(null).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            values.SetValue(Pick(all), i);
        }

        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [member.Type], Expression.Constant(values), member);
    }

    private T Pick<T>(params IReadOnlyList<T> pool) => pool[random.Next(pool.Count)];
}
