using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kumiko.Tests.Apps;

/// <summary>Keeps everything that an application logs, whatever its level.</summary>
internal sealed class LogEntries : ILogger
{
    private readonly ConcurrentQueue<LogEntry> _all = [];

    public IReadOnlyList<LogEntry> All => [.. _all];

    public IReadOnlyList<LogEntry> Of(int eventId) => [.. _all.Where(e => e.Id == eventId)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        _all.Enqueue(new LogEntry(eventId.Id, logLevel, formatter(state, exception), exception, values.ToDictionary(v => v.Key, v => v.Value)));
    }
}

internal sealed record LogEntry(int Id, LogLevel Level, string Message, Exception? Exception, IReadOnlyDictionary<string, object?> Values)
{
    public string? this[string name] => Values.GetValueOrDefault(name)?.ToString();
}
