using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    /// <summary>
    /// Declares a command as a list of steps, which the registry knows as data: <see cref="HandlerDefinition.Steps"/>. They run one after the other, in one
    /// transaction, under the same rules as every handler.
    /// </summary>
    /// <typeparam name="TCommand">The input: its properties are read from the payload and checked before the first step runs.</typeparam>
    /// <param name="name">The short name, mostly <c>entity:verb</c>.</param>
    /// <param name="access">Who may call it.</param>
    /// <param name="perform">Adds the steps. Called once, now.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public HandlerBuilder WriteHandler<TCommand>(
        string name, AccessRule access, Action<PerformBuilder<TCommand>> perform, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TCommand : class
    {
        var pipeline = new StepPipeline(name);
        perform(new PerformBuilder<TCommand>(pipeline));
        pipeline.Enter(null);
        DeclareEffects(pipeline);
        return Add(HandlerDeclaration.Write<TCommand>(name, access, pipeline.Run, SourceLocation.From(file, line)) with { Pipeline = pipeline });
    }

    /// <summary>What leaves after commits is sent by tasks of the feature: one kind for all its webhooks, and one for all its mails.</summary>
    private void DeclareEffects(StepPipeline pipeline)
    {
        Declare(StepKind.Webhook, Effects.WebhookTask, Effects.SendWebhook);
        Declare(StepKind.Mail, Effects.MailTask, Effects.SendMail);

        void Declare(StepKind kind, string task, Func<TaskRun, WriteContext, Task> send)
        {
            if (pipeline.All.Any(s => s.Kind == kind) && !Tasks.Exists(t => t.Name == Names.Qualify(Feature.Name, "task", task)))
            {
                Task(task, send);
            }
        }
    }
}
