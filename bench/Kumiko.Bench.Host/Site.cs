namespace Kumiko.Bench.Host;

public sealed class Site : Entity
{
    [Text(MaxLength = 120), Sortable]
    public required string Name { get; set; }

    public string? City { get; set; }
}
