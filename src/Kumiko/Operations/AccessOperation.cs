namespace Kumiko;

/// <summary>What somebody wants to do with records.</summary>
public enum AccessOperation
{
    /// <summary>To read them.</summary>
    Read,

    /// <summary>To create, change or delete them.</summary>
    Write,
}
