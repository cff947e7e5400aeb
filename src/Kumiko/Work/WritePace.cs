namespace Kumiko;

/// <summary>How the commands of a batch go to the database.</summary>
internal enum WritePace
{
    /// <summary>All of them at the end, in one round trip.</summary>
    Together,

    /// <summary>What may violate a unique index goes out at once, so that it is known which command failed.</summary>
    OneByOne,
}
