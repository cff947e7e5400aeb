namespace Kumiko;

/// <summary>What a handler may do.</summary>
public enum HandlerKind
{
    /// <summary>A command: it may write.</summary>
    Write,

    /// <summary>A query: it only reads.</summary>
    Query,

    /// <summary>A stream: it reads, and answers with one item after another.</summary>
    Stream,
}
