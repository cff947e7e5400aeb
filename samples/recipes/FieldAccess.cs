using Kumiko;

namespace Recipes.FieldAccess;

// Which fields somebody may see and set. Hidden fields leave on no way: not in lists, details, answers of commands, histories or own answers, and nobody
// can filter or sort by them. A field that is sent by somebody who may not set it is refused: 403 field_access_denied.

public sealed class Employee : Entity
{
    [Filterable, Sortable]
    public required string Name { get; set; }

    /// <summary>The user behind the employee.</summary>
    public string? UserId { get; set; }

    [Filterable, Sortable, WritableBy("Hr")]
    public decimal? Salary { get; set; }

    [LongText, ReadableBy("Hr"), WritableBy("Hr")]
    public string? Assessment { get; set; }

    public Contact? Contact { get; set; }

    /// <summary>It follows from the name alone, but nobody can tell from outside. So it says who may see it; else only those who see all fields.</summary>
    public string Initials => string.Concat(Name.Split(' ').Select(word => word[0]));
}

public sealed class Contact
{
    public string? Office { get; set; }

    [ReadableBy("Hr", "Lead"), WritableBy("Hr")]
    public string? PrivatePhone { get; set; }
}

/// <summary>Histories show events, so their payload has hidden parts, too.</summary>
public sealed record EmployeePromoted(string Position, [property: ReadableBy("Hr")] string Reason);

public sealed record Promote(Guid Id, string Position, string Reason);

public sealed class StaffFeature : Feature
{
    public override string Name => "staff";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Employee>(e => e
            // Attributes name roles. What depends on the record is said here: everybody sees the own salary.
            .Field(employee => employee.Salary, f => f
                .ReadableBy("Hr")
                .ReadableBy(Access.SignedIn, (employee, user) => employee.UserId == user.Id.Value))
            // Inside of an object it is the same: beside those whom the attribute names, everybody sees the own number.
            .Field(employee => employee.Contact, contact => contact.PrivatePhone, f => f
                .ReadableBy(Access.SignedIn, (employee, user) => employee.UserId == user.Id.Value))
            .Field(employee => employee.Initials, f => f.ReadableBy(Access.SignedIn)));

        r.Crud<Employee>(write: Access.Roles("Hr", "Lead"), read: Access.SignedIn);

        r.DefineEvent<EmployeePromoted>("employee-promoted");
        r.WriteHandler<Promote>("employee:promote", Access.Roles("Lead", "Hr"), async (command, ctx) =>
        {
            var employee = await ctx.Get<Employee>(command.Id);
            await ctx.Append(employee, new EmployeePromoted(command.Position, command.Reason));
            return employee;
        });
    }
}
