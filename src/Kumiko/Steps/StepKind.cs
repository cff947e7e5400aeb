namespace Kumiko;

/// <summary>What a step of a command does.</summary>
public enum StepKind
{
    /// <summary>Reads one record by its id; it has to be there.</summary>
    Read,

    /// <summary>Looks for one record that fulfils a condition.</summary>
    Find,

    /// <summary>Reads the records that fulfil a condition.</summary>
    FindMany,

    /// <summary>Derives a value from the input and from earlier results.</summary>
    Compute,

    /// <summary>Creates a record.</summary>
    Create,

    /// <summary>Changes a record.</summary>
    Update,

    /// <summary>Deletes a record.</summary>
    Delete,

    /// <summary>Appends an event of the domain to a stream.</summary>
    Append,

    /// <summary>Looks for one row of a table.</summary>
    FindRow,

    /// <summary>Reads rows of a table.</summary>
    FindRows,

    /// <summary>Adds a row to a table outside of the log, or replaces it.</summary>
    PutRow,

    /// <summary>Removes a row from a table outside of the log.</summary>
    RemoveRow,

    /// <summary>Runs another command in the same transaction.</summary>
    Call,

    /// <summary>Calls another system after the commit.</summary>
    Webhook,

    /// <summary>Sends a mail after the commit.</summary>
    Mail,

    /// <summary>Does one list of steps or another.</summary>
    Branch,

    /// <summary>Does a list of steps for each item, one after the other.</summary>
    ForEach,

    /// <summary>Ends the command with its answer.</summary>
    Return,
}
