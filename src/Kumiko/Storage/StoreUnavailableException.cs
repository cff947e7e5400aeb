namespace Kumiko.Storage;

/// <summary>The database cannot be used at all: not reachable, not readable, or too old. The message says what to do.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
