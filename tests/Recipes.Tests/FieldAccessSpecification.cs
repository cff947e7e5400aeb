using Kumiko;
using Kumiko.Testing;
using Recipes.FieldAccess;

namespace Recipes.Tests;

public abstract class FieldAccessSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task Hidden_fields_leave_on_no_way()
    {
        var app = await Start(new StaffFeature());
        var employee = await Hire(app);
        var lead = app.As("Lead");
        await lead.Write(new Promote(employee.Id, "Head of pumps", "Nobody else wanted to."));

        foreach (var (handler, payload) in new[]
        {
            ("staff:query:employee:list", "{}"),
            ("staff:query:employee:detail", $$"""{"id":"{{employee.Id}}"}"""),
            ("staff:query:employee:history", $$"""{"id":"{{employee.Id}}"}"""),
        })
        {
            var answer = (await app.As("Guest").QueryNamed(handler, payload)).GetRawText();
            answer.ShouldContain("Ada Lovelace");
            answer.ShouldNotContain("5000");
            answer.ShouldNotContain("brilliant");
            answer.ShouldNotContain("privatePhone");
            answer.ShouldNotContain("Nobody else");
        }

        (await lead.Detail<Employee>(employee.Id)).ShouldNotBeNull().Contact.ShouldNotBeNull().PrivatePhone.ShouldBe("+1 555 0100");
        (await app.As("Guest").QueryNamed("staff:query:employee:list", "{}")).GetProperty("rows")[0].GetProperty("initials").GetString().ShouldBe("AL");
    }

    [Fact]
    public async Task Everybody_sees_the_own_salary()
    {
        var app = await Start(new StaffFeature());
        var employee = await Hire(app);

        (await app.As().WithId("ada").Detail<Employee>(employee.Id)).ShouldNotBeNull().Salary.ShouldBe(5000);
        (await app.As().WithId("ben").Detail<Employee>(employee.Id)).ShouldNotBeNull().Salary.ShouldBeNull();
    }

    [Fact]
    public async Task Everybody_sees_the_own_number()
    {
        var app = await Start(new StaffFeature());
        var employee = await Hire(app);

        (await app.As().WithId("ada").Detail<Employee>(employee.Id)).ShouldNotBeNull().Contact.ShouldNotBeNull().PrivatePhone.ShouldBe("+1 555 0100");
        (await app.As().WithId("ben").Detail<Employee>(employee.Id)).ShouldNotBeNull().Contact.ShouldNotBeNull().PrivatePhone.ShouldBeNull();
    }

    [Fact]
    public async Task A_field_that_the_sender_may_not_set_is_refused()
    {
        var app = await Start(new StaffFeature());
        var employee = await Hire(app);
        var lead = app.As("Lead");

        var denied = await Should.ThrowAsync<AccessDeniedException>(() => lead.WriteNamed(
            "staff:write:employee:update", $$$"""{"id":"{{{employee.Id}}}","version":1,"changes":{"salary":6000}}"""));

        (denied.Status, denied.Reason, denied.Details!["field"]).ShouldBe((403, "field_access_denied", "salary"));
        await lead.WriteNamed("staff:write:employee:update", $$$$"""{"id":"{{{{employee.Id}}}}","version":1,"changes":{"contact":{"office":"B 12"}}}""");
        (await app.As("Hr").Detail<Employee>(employee.Id)).ShouldNotBeNull().Contact.ShouldNotBeNull().PrivatePhone.ShouldBe("+1 555 0100");
    }

    [Fact]
    public async Task Nobody_finds_out_about_a_hidden_field_by_asking_for_it()
    {
        var app = await Start(new StaffFeature());
        await Hire(app);

        (await app.As("Guest").List<Employee>(new { filter = new { field = "salary", op = "gt", value = 1000 } })).Rows.ShouldBeEmpty();
        await Should.ThrowAsync<ValidationFailedException>(() => app.As("Guest").List<Employee>(new { sort = "salary" }));
        (await app.As("Hr").List<Employee>(new { sort = "salary" })).Rows.ShouldHaveSingleItem();
    }

    private static Task<Employee> Hire(TestApp app) => app.As("Hr").Create(new Employee
    {
        Name = "Ada Lovelace",
        UserId = "ada",
        Salary = 5000,
        Assessment = "brilliant",
        Contact = new Contact { Office = "A 7", PrivatePhone = "+1 555 0100" },
    });
}
