using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kumiko.AspNetCore.Tests.Support;

/// <summary>Keeps what was logged: errors, and everything from information on.</summary>
public sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string Message, Exception? Exception)> _errors = new();

    private readonly ConcurrentQueue<(EventId Id, string Message)> _all = new();

    public IReadOnlyCollection<(string Message, Exception? Exception)> Errors => _errors;

    public IReadOnlyCollection<(EventId Id, string Message)> All => _all;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _all.Enqueue((eventId, formatter(state, exception)));
        }

        if (logLevel >= LogLevel.Error)
        {
            _errors.Enqueue((formatter(state, exception), exception));
        }
    }

    public void Dispose()
    {
    }
}
