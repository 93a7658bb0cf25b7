using Microsoft.Extensions.Logging;

namespace CloudPos.Simulation.Tests.Engine;

/// <summary>What a server logs as an error goes into the story.</summary>
internal sealed class StoryLog(Server server) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            server.World.Tell(server.Name, () => $"logs: {formatter(state, exception)} {exception?.GetBaseException().Message}");
    }
}
