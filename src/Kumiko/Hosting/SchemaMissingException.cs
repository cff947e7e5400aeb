using Kumiko.Storage;

namespace Kumiko;

/// <summary>The database does not have the declared schema, and the application may not change it.</summary>
public sealed class SchemaMissingException : Exception
{
    /// <summary>Reports differences.</summary>
    public SchemaMissingException(IReadOnlyList<SchemaDifference> differences)
        : base(Describe(differences))
    {
        Differences = differences;
    }

    /// <summary>What the database lacks, or has otherwise.</summary>
    public IReadOnlyList<SchemaDifference> Differences { get; }

    private static string Describe(IReadOnlyList<SchemaDifference> differences) =>
        "The application cannot start: the database does not have the declared schema.\n\n"
        + string.Join("\n", differences.Select(d => "  " + d.Description))
        + "\n\nOutside development nothing is changed by itself. Start once with Kumiko:Schema set to 'Create' (environment KUMIKO_SCHEMA=create), "
        + "under a database user that may create tables, and then without it again.";
}
