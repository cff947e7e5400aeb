using System.Text.Json;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>What a stream sends is what a query would answer: no field and no record more.</summary>
public abstract class StreamAccessSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Items_keep_to_the_rules_of_fields()
    {
        var app = await Start(new PayrollFeature());
        await app.As("Hr").Create(new Employee { Name = "Ada", Salary = 100 });

        (await First(app.As("Hr"), "payroll:stream:employee:all")).GetProperty("salary").GetInt32().ShouldBe(100);

        var item = await First(app.As("Guest"), "payroll:stream:employee:all");
        item.GetProperty("name").GetString().ShouldBe("Ada");
        item.TryGetProperty("salary", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_reads_in_its_callers_tenant_alone()
    {
        var app = await Start(new PayrollFeature());
        await app.As(Tenant, "Hr").Create(new Employee { Name = "Ada", Salary = 100 });

        var items = new List<JsonElement>();
        await foreach (var item in app.As(OtherTenant, "Hr").StreamNamed("payroll:stream:employee:all", "{}", Cancellation))
        {
            items.Add(item);
        }

        items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_is_neither_a_query_nor_a_command()
    {
        var app = await Start(new PayrollFeature());
        var user = app.As("Hr");

        await user.QueryNamed("payroll:stream:employee:all", "{}").ShouldThrowAsync<NotFoundException>();
        (await user.Batch(null, ("payroll:stream:employee:all", "{}"))).Error.ShouldBeOfType<NotFoundException>();
        await First(user, "payroll:query:employee:list").ShouldThrowAsync<NotFoundException>();
    }

    private static async Task<JsonElement> First(Kumiko.Testing.TestUser user, string stream) => await user.StreamNamed(stream, "{}", Cancellation).FirstAsync(Cancellation);

    public sealed class Employee : Entity
    {
        [Text(MaxLength = 40)]
        public required string Name { get; set; }

        [ReadableBy("Hr")]
        public int? Salary { get; set; }
    }

    public sealed record AllEmployees;

    public sealed class PayrollFeature : Feature
    {
        public override string Name => "payroll";

        protected override void Define(FeatureBuilder r)
        {
            r.Crud<Employee>(write: Access.SignedIn, read: Access.SignedIn);
            r.StreamHandler<AllEmployees, Employee>("employee:all", Access.SignedIn, All);
        }

        private static async IAsyncEnumerable<Employee> All(AllEmployees query, StreamContext ctx)
        {
            foreach (var employee in await ctx.Read(read => read.Query<Employee>().ToList()))
            {
                yield return employee;
            }
        }
    }
}
