namespace Kumiko;

/// <content>Steps that reach beyond the feature. It has to require their kinds: <c>r.Requires().Step(StepKind.Mail)</c>.</content>
public partial class StepBuilder<TCommand>
{
    /// <summary>Runs another command with everything that belongs to it, access included, in the same transaction.</summary>
    /// <typeparam name="TOther">The other command's input; it tells which one it is.</typeparam>
    /// <typeparam name="TResult">What the other command answers.</typeparam>
    /// <param name="name">The step's name.</param>
    /// <param name="command">Makes the input.</param>
    public StepResult<TResult> Call<TOther, TResult>(string name, Func<StepContext<TCommand>, TOther> command)
        where TOther : class
    {
        var result = new StepResult<TResult>(name, _scope, _scope.Pipeline.NewSlot());
        AddCall<TOther>(name, async s => s.Set(result.Slot, await s.Context.Write<TResult>(command((StepContext<TCommand>)s))));
        return result;
    }

    /// <summary>Runs another command whose answer does not matter.</summary>
    /// <inheritdoc cref="Call{TOther, TResult}"/>
    public void Call<TOther>(string name, Func<StepContext<TCommand>, TOther> command)
        where TOther : class => AddCall<TOther>(name, async s => await s.Context.Write(command((StepContext<TCommand>)s)));

    /// <summary>
    /// Calls another system once the command is committed, and tries again until that one answers with success. What is sent is made now, and kept with the
    /// command's events: when the command fails, nothing is sent.
    /// </summary>
    /// <param name="name">The step's name.</param>
    /// <param name="webhook">Says where it goes, and what is sent.</param>
    public void Webhook(string name, Func<StepContext<TCommand>, Webhook> webhook) => AddEffect(name, StepKind.Webhook, (effects, source, s) =>
        effects.Queue(source, webhook(s), s.Context));

    /// <summary>
    /// Sends a mail once the command is committed, and tries again until it is accepted. It is made now, and kept with the command's events: when the
    /// command fails, nothing is sent.
    /// </summary>
    /// <param name="name">The step's name.</param>
    /// <param name="mail">Makes the mail.</param>
    public void Mail(string name, Func<StepContext<TCommand>, Mail> mail) => AddEffect(name, StepKind.Mail, (effects, source, s) =>
        effects.Queue(source, mail(s), s.Context));

    private void AddCall<TOther>(string name, Func<StepContext, ValueTask> run) =>
        Add(new StepDeclaration(name, StepKind.Call, run) { Command = typeof(TOther) });

    private void AddEffect(string name, StepKind kind, Action<Effects, string, StepContext<TCommand>> queue)
    {
        var source = $"{_scope.Pipeline.Name}/{name}";
        Add(new StepDeclaration(name, kind, s =>
        {
            var effects = s.Context.Services.Effects ?? throw new InvalidOperationException($"'{source}' cannot run where events of the past are read.");
            queue(effects, source, (StepContext<TCommand>)s);
            return ValueTask.CompletedTask;
        }));
    }
}
