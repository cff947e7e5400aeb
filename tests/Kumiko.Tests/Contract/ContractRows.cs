namespace Kumiko.Tests.Contract;

/// <summary>The list that the framework exists for.</summary>
internal static partial class ContractRows
{
    public static IReadOnlyList<(string Title, IReadOnlyList<ContractRow> Rows)> Sections =>
    [
        ("Data", Data), ("Behaviour", Behaviour), ("Access and privacy", Access), ("Identity, settings, composition", Composition),
        ("Interface", Interface), ("Source as data", Source), ("Around it", Around),
    ];

    public static IEnumerable<ContractRow> All => Sections.SelectMany(s => s.Rows);

    private static ContractRow Absent(string name, string meaning) => new(name, meaning) { Missing = "It is not there." };
}
