using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kumiko.AspNetCore;

/// <summary>Starts the application before the first request can arrive, and works for its consumers and tasks, and forgets what is old, while it runs.</summary>
internal sealed partial class ApplicationService(KumikoApplication application, TimeProvider clock, ILogger<ApplicationService> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public Task StartingAsync(CancellationToken cancellationToken) => application.Start(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Begin();

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => End();

    private async Task Begin()
    {
        application.StartTasks();
        await application.StartConsumers();
    }

    private async Task End()
    {
        await application.StopConsumers();
        await application.StopTasks();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await application.ForgetOldAnswers(stoppingToken);
                await application.ForgetOldCalls(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // What was not removed is only in the way; an hour later there is another chance.
                LogNotForgotten(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(20, LogLevel.Warning, "Old answers to repeated requests, or old counts of calls, could not be removed.")]
    private partial void LogNotForgotten(Exception exception);
}
