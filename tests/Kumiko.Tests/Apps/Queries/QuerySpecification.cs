using System.Linq.Expressions;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Queries;

/// <summary>What handlers ask of the database is what C# would find in memory.</summary>
public abstract class QuerySpecification(DatabaseSource source) : AppSpecification(source)
{
    private static readonly DateTimeOffset Noon = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Conditions that would mean one thing in C# and another in a database, or nothing at all.</summary>
    private static readonly Dictionary<string, Expression<Func<Probe, bool>>> Unanswerable = new()
    {
        ["the order of options"] = p => p.Level > Level.Low,
        ["a whole number compared with a fraction"] = p => p.Number > 2.5,
        ["two fields"] = p => p.Number == p.Zero,
        ["a computation"] = p => p.Zero + 1 == 2,
        ["the length of a text"] = p => p.Text!.Length > 3,
        ["a text in other letters"] = p => p.Text!.Contains("LAMP", StringComparison.OrdinalIgnoreCase),
        ["a text without its spaces"] = p => p.Text!.Trim() == "Lamp",
        ["the end of a text"] = p => p.Text!.EndsWith("mp"),
        ["a list as a whole"] = p => p.Tags == new List<string> { "a" },
        ["an embedded object"] = p => p.Address!.City == "Riga",
        ["a derived value"] = p => p.Derived == "Lamp!",
        ["a default for null"] = p => p.Maybe ?? false,
        ["an exclusive or"] = p => p.Flag ^ p.Level == Level.Low,
    };

    public static TheoryData<string> UnanswerableNames => [.. Unanswerable.Keys];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Random_questions_have_the_answers_that_they_have_in_memory(int seed) => Run(async ctx =>
    {
        var random = new Random(seed);
        var conditions = new RandomConditions(random);
        await ctx.CreateMany(Enumerable.Range(0, 40).Select(_ => conditions.Record()).ToList());
        var all = await ctx.Query<Probe>().ToList();
        for (var i = 0; i < 300; i++)
        {
            var condition = conditions.Condition();
            var matches = all.Where(condition.Compile(preferInterpretation: true)).ToList();
            var hint = $"seed {seed}, question {i}: {condition}";
            var query = ctx.Query<Probe>().Where(condition);
            (await query.Count()).ShouldBe(matches.Count, hint);
            (await query.Any()).ShouldBe(matches.Count > 0, hint);

            var orders = Enumerable.Range(0, random.Next(3)).Select(_ => conditions.Order()).ToList();
            var (skip, take) = (random.Next(4), random.Next(12));
            foreach (var (key, isDescending) in orders)
            {
                query = isDescending ? query.OrderByDescending(key) : query.OrderBy(key);
                hint += $" by {key.Body}{(isDescending ? " down" : "")}";
            }

            var expected = Sorted(matches, orders).Skip(skip).Take(take).Select(p => p.Id).ToList();
            (await query.Skip(skip).Take(take).ToList()).Select(p => p.Id).ShouldBe(expected, $"{hint}, {take} after {skip}");
        }
    });

    [Theory, MemberData(nameof(UnanswerableNames))]
    public Task A_condition_that_cannot_be_asked_is_refused(string name) => Run(ctx =>
    {
        Should.Throw<NotSupportedException>(() => ctx.Query<Probe>().Where(Unanswerable[name]));
        return Task.CompletedTask;
    });

    [Fact]
    public Task Values_are_taken_as_C_sharp_computes_them() => Run(async ctx =>
    {
        await ctx.Create(new Probe { Number = 2, Price = 1.5m, Instant = Noon, Text = "Lamp", Level = Level.High });
        var (fraction, number, level, holder) = (2.7, 1, (Level?)Level.High, new { Inner = new { Number = 2 } });

        (await Count(p => p.Number == (int)fraction)).ShouldBe(1);
        (await Count(p => p.Price > number)).ShouldBe(1);
        (await Count(p => p.Level == level)).ShouldBe(1);
        (await Count(p => p.Number == holder.Inner.Number)).ShouldBe(1);
        (await Count(p => p.Number == Math.Max(number, 2))).ShouldBe(1);
        (await Count(p => p.Instant > Noon.AddHours(-1) && p.Instant <= Noon)).ShouldBe(1);
        (await Count(p => p.Text!.Contains('a') && p.Text.StartsWith('L') && p.Text.Equals("Lamp"))).ShouldBe(1);
        (await Count(p => new[] { Level.High, Level.Low }.Contains(p.Level))).ShouldBe(1);
        (await Count(p => new HashSet<int?> { 2, null }.Contains(p.Number))).ShouldBe(1);
        (await Count(p => p.InsertedById == ctx.User.Id && p.Version == new StreamVersion(1) && p.TenantId == ctx.Tenant && p.ModifiedAt == null))
            .ShouldBe(1);
        (await Count(p => p.Number!.Value == 2 && p.Mood == null && !p.IsDeleted)).ShouldBe(1);

        Task<long> Count(Expression<Func<Probe, bool>> condition) => ctx.Query<Probe>().Where(condition).Count();
    });

    [Fact]
    public Task What_was_deleted_is_found_on_request_only() => Run(async ctx =>
    {
        var kept = await ctx.Create(new Probe { Zero = 1 });
        await ctx.Delete(await ctx.Create(new Probe { Zero = 2 }));

        (await ctx.Query<Probe>().ToList()).ShouldHaveSingleItem().Id.ShouldBe(kept.Id);
        (await ctx.Query<Probe>().IncludeDeleted().Where(p => p.IsDeleted).ToList()).ShouldHaveSingleItem().Zero.ShouldBe(2);
        (await ctx.Query<Probe>().IncludeDeleted().Count()).ShouldBe(2);
        Should.Throw<NotSupportedException>(() => ctx.Query<Plain>().Where(p => !p.IsDeleted)).Message.ShouldContain("soft delete");
        Should.Throw<NotSupportedException>(() => ctx.Query<Plain>().OrderBy(p => p.DeletedAt));
        Should.Throw<NotSupportedException>(() => ctx.Query<Probe>().OrderBy(p => p.Tags));
        Should.Throw<ArgumentOutOfRangeException>(() => ctx.Query<Probe>().Skip(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => ctx.Query<Probe>().Take(-1));
    });

    private async Task Run(Func<WriteContext, Task> work)
    {
        Exception? failure = null;
        var app = await Start(new ProbesFeature(async ctx =>
        {
            try
            {
                await work(ctx);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }));
        await app.As(Tenant, "User").Write(new Run());
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>As the framework sorts: nulls last upwards and first downwards, options by name, and by age where all else is equal.</summary>
    private static IEnumerable<Probe> Sorted(
        IEnumerable<Probe> probes, IReadOnlyList<(Expression<Func<Probe, object?>> Key, bool IsDescending)> orders)
    {
        var sorted = probes.OrderBy(_ => 0);
        foreach (var (key, isDescending) in orders)
        {
            var value = key.Compile(preferInterpretation: true);
            sorted = isDescending ? sorted.ThenByDescending(value, NullsLast.Comparer) : sorted.ThenBy(value, NullsLast.Comparer);
        }

        return sorted.ThenBy(p => p.Id);
    }

    private sealed class NullsLast : IComparer<object?>
    {
        public static readonly NullsLast Comparer = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string a, string b) => string.CompareOrdinal(a, b),
            (Level a, Level b) => string.CompareOrdinal(Name(a), Name(b)),
            (IComparable a, _) => a.CompareTo(y),
            (Money a, Money b) => a.CompareTo(b),
            (StreamVersion a, StreamVersion b) => a.CompareTo(b),
            _ => throw new ArgumentException("There is no order."),
        };

        private static string Name(Level level) => level.ToString().ToLowerInvariant();
    }
}
