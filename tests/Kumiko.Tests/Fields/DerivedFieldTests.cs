namespace Kumiko.Tests.Fields;

/// <summary>Values that answers show and nothing stores.</summary>
public class DerivedFieldTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void They_are_shown_behind_the_fields_and_follow_the_time_of_the_query()
    {
        var entity = Declared.Entity<Task>(e => e.Derived("isLate", (t, now) => t.Due < now).Derived("left", (t, now) => t.Due));
        var task = new Task { Name = "a", Done = 1, Total = 4, Due = Now };
        Show(entity, task, Now.AddDays(1), "share", "label", "isLate", "left").ShouldBe("0.25 \"a!\" true \"2026-07-01T12:00:00.000Z\"");
        Show(entity, task, Now.AddDays(-1), "isLate").ShouldBe("false");
        entity.Table.Columns.ShouldNotContain(c => c.Name == "share" || c.Name == "is_late");
    }

    [Fact]
    public void What_is_no_number_in_json_is_shown_as_nothing()
    {
        var entity = Declared.Entity<Task>(e => e.Derived("infinite", (_, _) => double.PositiveInfinity));
        Show(entity, new Task { Name = "a" }, Now, "share", "infinite").ShouldBe("null null");
    }

    [Fact]
    public void Nothing_is_shown_as_nothing()
    {
        var entity = Declared.Entity<Task>(e => e.Derived("points", (t, _) => t.Due is null ? (int?)null : 1).Derived("color", (_, _) => (Color?)Color.DarkBlue));
        Show(entity, new Task { Name = "a" }, Now, "points", "color").ShouldBe("null \"darkBlue\"");
    }

    private static string Show(EntityDefinition entity, Task task, DateTimeOffset asOf, params string[] names)
    {
        var record = Json.Parse(JsonText.Of(writer => entity.WriteRecord(writer, entity.StateOf(task), asOf)));
        return string.Join(' ', names.Select(name => record.GetProperty(name).GetRawText()));
    }

    public sealed class Task : Entity
    {
        public required string Name { get; set; }

        public int Done { get; set; }

        public int Total { get; set; }

        public DateTimeOffset? Due { get; set; }

        public double Share => (double)Done / Total;

        public string Label => Name + "!";
    }
}
