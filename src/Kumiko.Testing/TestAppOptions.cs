using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Testing;

/// <summary>How a test's application differs from the usual one.</summary>
public sealed record TestAppOptions
{
    /// <summary>The database; a SQLite file by default. The application removes it at the end.</summary>
    public TestDatabase? Database { get; init; }

    /// <summary>The clock; the real one by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes the log; nobody by default.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Adds seeds and other settings.</summary>
    public Action<KumikoOptions>? Configure { get; init; }
}
