namespace Kumiko.Tests.Contract;

internal static partial class ContractRows
{
    private static readonly IReadOnlyList<ContractRow> Interface =
    [
        Absent("r.Screen", "A screen of the web interface."),
        Absent("r.Nav", "An entry of the navigation."),
        Absent("r.Workspace", "A surface for a role."),
        Absent("r.Tree", "What a workspace shows as a tree."),
        Absent("r.TreeActions", "What can be done with the nodes of a tree."),
    ];

    private static readonly IReadOnlyList<ContractRow> Source =
    [
        Absent("Declarations as data", "Every call with its place in the source, to be shown as a form and edited."),
    ];
}
