namespace Kumiko;

/// <summary>For whom JSON is written.</summary>
internal enum JsonForm
{
    /// <summary>For clients: large integers as text, money with its minor units.</summary>
    Wire,

    /// <summary>For the log: each fact once.</summary>
    Stored,
}
