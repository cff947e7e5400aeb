using FsCheck.Fluent;

namespace Kumiko.Tests.Fields;

/// <summary>A value survives every form that it takes: columns, the log, the wire, a C# property.</summary>
public class RoundTripTests
{
    public static TheoryData<string> Types => [.. PlainValues.All.Keys];

    [Theory, MemberData(nameof(Types))]
    public void A_value_survives_its_columns(string name) => ForAll(name, (type, value) =>
    {
        var columns = new object?[type.ColumnsOf("x", nullable: true).Count];
        type.ToColumns(value, columns);
        return type.FromColumns(columns);
    });

    [Theory, MemberData(nameof(Types))]
    public void A_value_survives_the_log(string name) =>
        ForAll(name, (type, value) => type.ReadStored(Json.Parse(Json.Write(type, value, JsonForm.Stored))));

    [Theory, MemberData(nameof(Types))]
    public void What_is_sent_to_a_client_can_be_sent_back(string name) => ForAll(name, (type, value) =>
    {
        var (read, issues) = Json.Read(type, Json.Write(type, value, JsonForm.Wire));
        issues.Select(Json.Describe).ShouldBeEmpty();
        return read;
    });

    [Theory, MemberData(nameof(Types))]
    public void A_value_survives_its_property(string name) => ForAll(name, (type, value) => type.FromClr(type.ToClr(value)));

    [Theory, MemberData(nameof(Types))]
    public void A_value_that_was_read_is_in_the_form_that_storage_returns(string name) => ForAll(name, (type, value) => type.Normalize(value));

    [Theory, MemberData(nameof(Types))]
    public void A_value_that_is_valid_passes_the_check(string name) => ForAll(name, (type, value) =>
    {
        var issues = new IssueList();
        type.Check(value, "f", issues);
        issues.Issues.Select(Json.Describe).ShouldBeEmpty();
        return value;
    });

    [Theory, MemberData(nameof(Types))]
    public void The_log_spells_a_value_in_one_way_only(string name)
    {
        var (type, values) = PlainValues.All[name];
        Prop.ForAll(values.ToArbitrary(), value =>
        {
            var once = Json.Write(type, value, JsonForm.Stored);
            Json.Write(type, type.ReadStored(Json.Parse(once)), JsonForm.Stored).ShouldBe(once);
        }).Holds();
    }

    [Theory, MemberData(nameof(Types))]
    public void Nothing_becomes_empty_columns_and_comes_back_as_nothing(string name)
    {
        var type = PlainValues.All[name].Type;
        var columns = new object?[type.ColumnsOf("x", nullable: true).Count];
        Array.Fill(columns, "something");
        type.ToColumns(null, columns);
        columns.ShouldAllBe(c => c == null);
        type.FromColumns(columns).ShouldBeNull();
        type.Same(null, null).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Types))]
    public void Columns_are_nullable_if_the_field_is(string name)
    {
        var type = PlainValues.All[name].Type;
        type.ColumnsOf("x", nullable: true).ShouldAllBe(c => c.IsNullable);
        type.ColumnsOf("x", nullable: false).ShouldAllBe(c => !c.IsNullable);
    }

    [Theory, MemberData(nameof(Types))]
    public void Different_values_are_not_the_same(string name)
    {
        var (type, values) = PlainValues.All[name];
        Prop.ForAll(values.ToArbitrary(), values.ToArbitrary(), (left, right) =>
            type.Same(left, right) == (Json.Write(type, left, JsonForm.Stored) == Json.Write(type, right, JsonForm.Stored))
            && !type.Same(left, null) && !type.Same(null, right)).Holds();
    }

    private static void ForAll(string name, Func<FieldType, object, object?> roundTrip)
    {
        var (type, values) = PlainValues.All[name];
        Prop.ForAll(values.ToArbitrary(), value => type.Same(roundTrip(type, value), value).ShouldBeTrue(Json.Text(value)))
            .Holds();
    }
}
