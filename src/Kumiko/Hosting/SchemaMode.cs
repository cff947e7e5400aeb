namespace Kumiko;

/// <summary>What happens to the schema at the start.</summary>
public enum SchemaMode
{
    /// <summary>The database must have every table as declared; otherwise the application does not start. Nothing is changed.</summary>
    Check,

    /// <summary>Missing tables are created, and tables whose columns changed are derived from the log anew. For development and tests.</summary>
    Create,
}
