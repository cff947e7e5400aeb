namespace Kumiko;

/// <summary>When a write goes to the database.</summary>
internal enum WriteMode
{
    /// <summary>With all others of the batch, in one round trip.</summary>
    Together,

    /// <summary>Now, because the author's code may want to catch that another record has the same values.</summary>
    AtOnce,
}
