namespace Kumiko;

/// <summary>For whom JSON is written.</summary>
internal enum JsonForm
{
    /// <summary>For clients: large integers as text, money with its minor units.</summary>
    Wire,

    /// <summary>For the log: each fact once, and what is sealed sealed.</summary>
    Stored,

    /// <summary>For clients, as the log has it: what is sealed is open, and what never leaves is left out.</summary>
    Event,

    /// <summary>As the log has it, for C# code: what is sealed is open.</summary>
    Open,
}
