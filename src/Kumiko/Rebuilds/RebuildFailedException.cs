namespace Kumiko;

/// <summary>A rebuild or a verification could not be finished. The live table is as it was; the message says what to do.</summary>
public sealed class RebuildFailedException(string message, Exception? inner = null) : Exception(message, inner);
