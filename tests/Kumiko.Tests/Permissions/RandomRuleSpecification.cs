using System.Linq.Expressions;
using Kumiko.Storage;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Apps.Queries;

namespace Kumiko.Tests.Permissions;

/// <summary>The same rule, the same user and the same rows: the database and the memory agree, and so does C# where nothing is missing.</summary>
public abstract class RandomRuleSpecification(DatabaseSource source) : AppSpecification(source)
{
    private static readonly UserClaims Full = UserClaims.None
        .With("text", "Lamp").With("prefix", "L").With("number", 1m).With("fraction", 1.5m).With("flag", true)
        .With("link", new Guid("7fffffff-ffff-4000-8000-000000000003"))
        .With("texts", ["Lamp", "a_b", "𝄞"]).With("none", Array.Empty<string>()).With("numbers", [0m, 2m, 2.5m])
        .With("links", ["00000000-0000-4000-8000-000000000001", "ffffffff-0000-4000-8000-000000000002"]);

    [Theory, MemberData(nameof(Seeds))]
    public async Task A_rule_means_the_same_in_the_database_and_in_memory(int seed)
    {
        var random = new Random(seed);
        var conditions = new RandomConditions(random);
        var rules = new RandomRules(random, conditions);
        var records = Enumerable.Range(0, 40).Select(_ => conditions.Record()).Append(new Probe { Text = "𝄞" }).Append(new Probe { Text = "\uFFFD" }).ToList();
        var app = await Start(new ProbesFeature(ctx => ctx.CreateMany(records)));
        await app.As(User(Full)).Write(new Run());
        var entity = app.Registry.EntityOf<Probe>();
        await using var session = app.Store.NewSession();
        var rows = await session.ReadRows(Query(RowFilter.Everything), Cancellation);
        var states = rows.Select(entity.Columns.Read).ToList();
        states.Count.ShouldBe(records.Count);
        var agreed = 0;
        for (var i = 0; i < 120; i++)
        {
            var rule = rules.Next();
            var compiled = RowRuleTranslator.Translate(entity, rule);
            foreach (var user in new[] { User(Full), User(rules.Thinned(Full)), User(UserClaims.None) })
            {
                var filter = compiled.Bind(user);
                var fromDatabase = (await session.ReadRows(Query(filter), Cancellation)).Select(r => (Guid)r[1]!).Order().ToList();
                var fromMemory = states.Where(s => RowMatcher.Matches(filter, entity.Columns, s)).Select(s => s.Id).Order().ToList();
                fromMemory.ShouldBe(fromDatabase, $"seed {seed}, rule {i}: {rule}");
                (await session.CountRows(Query(filter), Cancellation)).ShouldBe(fromMemory.Count);
                if (user.Claims.Names.Count == Full.Names.Count)
                {
                    var inCSharp = rule.Compile(preferInterpretation: true);
                    states.Where(s => inCSharp((Probe)entity.Materialize(s), user)).Select(s => s.Id).Order().ToList().ShouldBe(fromMemory, $"seed {seed}, rule {i}: {rule}");
                    agreed += fromMemory.Count;
                }
            }
        }

        agreed.ShouldBeGreaterThan(0);

        RowQuery Query(RowFilter filter) => new() { Table = entity.Table, Scope = new TenantScope.Own(Tenant), Filter = filter };
    }

    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    private User User(UserClaims claims) => new() { Id = new UserId("0198f0c2-7d1e-7c3a-9b52-0a8f6d1c2e3f"), Tenant = Tenant, Roles = ["User"], Claims = claims };
}
