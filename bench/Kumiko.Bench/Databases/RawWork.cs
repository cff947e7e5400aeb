namespace Kumiko.Bench.Databases;

/// <summary>What can be done with SQL alone.</summary>
internal enum RawWork
{
    /// <summary>An event and a row, in one transaction.</summary>
    Create,

    /// <summary>Twenty rows of one tenant.</summary>
    List,

    /// <summary>One event.</summary>
    Append,

    /// <summary>A hundred events of one stream, in one transaction.</summary>
    AppendHundred,
}
