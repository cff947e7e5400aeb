using System.Text.Json.Nodes;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What operators can do, as commands and queries. It reaches all tenants, so it is not there unless an application adds it, and lets in nobody but whom
/// its rule names. Every command leaves an event in the system tenant's log first: who, what, on what.
/// </summary>
/// <param name="access">Who may call it.</param>
public sealed class OperationsFeature(AccessRule access) : Feature
{
    /// <summary>The role of operators, unless another rule is given.</summary>
    public const string Role = "SystemAdmin";

    private readonly AccessRule _access = access;

    /// <summary>For operators with the role <see cref="Role"/>.</summary>
    public OperationsFeature()
        : this(Access.Roles(Role))
    {
    }

    /// <inheritdoc/>
    public override string Name => "operations";

    /// <inheritdoc/>
    protected override void Define(FeatureBuilder r)
    {
        r.Describe(
            "What operators need while the application runs: consumers, dead letters, work after commits, rebuilds, keys, what the log may forget, and why somebody was refused.");
        r.SystemScope();
        r.DefineEvent<OperatorActed>("operator-acted");
        r.DefineEvent<OperatorActionFailed>("operator-action-failed");
        DefineConsumers(r);
        DefineDeadLetters(r);
        DefineProjections(r);
        DefineTasks(r);
        DefineKeys(r);
        DefineLog(r);
        r.QueryHandler<ExplainAccess>("access:explain", _access, async (query, ctx) => await OperatorAudit.Of(ctx).Access.Explain(query, ctx.Cancellation));
    }

    private void DefineConsumers(FeatureBuilder r)
    {
        r.QueryHandler<ListConsumers>("consumer:list", _access, async (_, ctx) => await OperatorAudit.Of(ctx).Consumers.Report(ctx.Cancellation));
        Order<PauseConsumer>(r, "consumer:pause", c => c.Consumer, (c, o, end) => o.Consumers.Pause(c.Consumer, end));
        Order<ResumeConsumer>(r, "consumer:resume", c => c.Consumer, (c, o, end) => o.Consumers.Resume(c.Consumer, end));
        Order<SkipEvent>(r, "consumer:skip", c => c.Consumer, async Task<object?> (c, o, end) =>
        {
            var skipped = await o.Consumers.Skip(c.Consumer, c.Position is { } position ? new EventPosition(position) : null, end);
            return new SkippedEvent(skipped?.Position, skipped?.Type);
        }, c => new JsonObject { ["position"] = c.Position });
        Order<RewindConsumer>(r, "consumer:rewind", c => c.Consumer,
            (c, o, end) => o.Consumers.Rewind(c.Consumer, new EventPosition(c.Position), end), c => new JsonObject { ["position"] = c.Position });
    }

    private void DefineDeadLetters(FeatureBuilder r)
    {
        r.QueryHandler<ListDeadLetters>("dead-letter:list", _access, async (query, ctx) => await OperatorAudit.Of(ctx).Consumers.DeadLetters(
            new DeadLetterQuery { Consumer = query.Consumer, Limit = query.Limit }, ctx.Cancellation));
        Order<ReplayDeadLetters>(r, "dead-letter:replay", c => c.Letter?.ToString() ?? c.Consumer ?? "", async Task<object?> (c, o, end) =>
        {
            switch (c)
            {
                case { Letter: { } letter, Consumer: null }:
                    await o.Consumers.Replay(letter, end);
                    return new ReplayResult(1, []);
                case { Letter: null, Consumer: { } consumer }:
                    return await o.Consumers.ReplayAll(consumer, end);
                default:
                    throw new UnprocessableException("replay_of_what", "Name either one dead letter or one consumer.");
            }
        });
    }

    private void DefineTasks(FeatureBuilder r)
    {
        r.QueryHandler<ListTasks>("task:list", _access, async (_, ctx) => await OperatorAudit.Of(ctx).Tasks.Report(ctx.Cancellation));
        r.QueryHandler<ListDeadTasks>("dead-task:list", _access, async (query, ctx) =>
            await OperatorAudit.Of(ctx).Tasks.Dead(query.Kind, query.Limit, ctx.Cancellation));
        Order<ReviveTasks>(r, "dead-task:revive", c => c.Task?.ToString() ?? c.Kind ?? "", async Task<object?> (c, o, end) =>
        {
            switch (c)
            {
                case { Task: { } task, Kind: null }:
                    await o.Tasks.Revive(task, end);
                    return new RevivedTasks(1);
                case { Task: null, Kind: { } kind }:
                    return new RevivedTasks(await o.Tasks.ReviveAll(kind, end));
                default:
                    throw new UnprocessableException("revive_what", "Name either one task or one kind.");
            }
        });
        Order<DiscardTask>(r, "dead-task:discard", c => c.Task.ToString(), (c, o, end) => o.Tasks.Discard(c.Task, end));
    }

    private void DefineProjections(FeatureBuilder r)
    {
        r.QueryHandler<ListProjections>("projection:list", _access, async (_, ctx) => await OperatorAudit.Of(ctx).Projections.List(ctx.Cancellation));
        r.QueryHandler<VerifyProjection>("projection:verify", _access, async (query, ctx) =>
            await OperatorAudit.Of(ctx).Projections.Verify(query.Projection, TenantOf(query.Tenant), ctx.Cancellation));
        Order<RebuildProjection>(r, "projection:rebuild", c => c.Projection,
            (c, o, end) => o.Projections.StartRebuild(c.Projection, TenantOf(c.Tenant), end), c => new JsonObject { ["tenant"] = c.Tenant?.ToString() });
        Order<DropOldTable>(r, "projection:drop-old", c => c.Projection, (c, o, end) => o.Projections.DropOldTable(c.Projection, end));
    }

    private void DefineKeys(FeatureBuilder r)
    {
        r.QueryHandler<GetKeyStatus>("key:status", _access, async (_, ctx) => await OperatorAudit.Of(ctx).Keys.Status(ctx.Cancellation));
        Order<RotateKeys>(r, "key:rotate", _ => "keys", async Task<object?> (_, o, end) => new RotatedKeys(await o.Keys.Rotate(end)));
        r.WriteHandler<ForgetSubject>("subject:forget", _access, async Task<object?> (command, ctx) => await OperatorAudit.Run<object?>(
            ctx, "subject:forget", command.Subject, new JsonObject { ["tenant"] = command.Tenant.ToString(), ["reason"] = command.Reason }, async operations =>
            {
                await operations.Keys.Forget(new TenantId(command.Tenant), new DataSubject(command.Subject), command.Reason, ctx.User.Id);
                return null;
            }));
    }

    private void DefineLog(FeatureBuilder r)
    {
        r.QueryHandler<GetLogStatus>("log:status", _access, async (_, ctx) => await OperatorAudit.Of(ctx).Log.Status(ctx.Cancellation));
        Order<PruneLog>(r, "log:prune", _ => "log", async Task<object?> (c, o, end) => await o.Log.Prune(PolicyOf(c), end), c => new JsonObject
        {
            ["aggregateTypes"] = new JsonArray([.. c.AggregateTypes.Select(type => JsonValue.Create(type))]),
            ["olderThanDays"] = c.OlderThanDays,
            ["streams"] = JsonNames.Camel(c.Streams.ToString()),
            ["acceptingThatRebuildsForget"] = c.AcceptingThatRebuildsForget,
            ["dryRun"] = c.DryRun,
        });
    }

    private void Order<TCommand>(
        FeatureBuilder r, string name, Func<TCommand, string> target, Func<TCommand, Operations, CancellationToken, Task<object?>> deed,
        Func<TCommand, JsonObject>? details = null)
        where TCommand : class =>
        r.WriteHandler<TCommand>(name, _access, async Task<object?> (command, ctx) => await OperatorAudit.Run(
            ctx, name, target(command), details?.Invoke(command), operations => deed(command, operations, ctx.Cancellation)));

    private void Order<TCommand>(
        FeatureBuilder r, string name, Func<TCommand, string> target, Func<TCommand, Operations, CancellationToken, Task> deed,
        Func<TCommand, JsonObject>? details = null)
        where TCommand : class =>
        Order<TCommand>(r, name, target, async Task<object?> (command, operations, end) =>
        {
            await deed(command, operations, end);
            return null;
        }, details);

    private static TenantId? TenantOf(Guid? tenant) => tenant is { } id ? new TenantId(id) : null;

    private static RetentionPolicy PolicyOf(PruneLog command) => new()
    {
        AggregateTypes = command.AggregateTypes,
        OlderThan = TimeSpan.FromDays(command.OlderThanDays),
        Streams = command.Streams,
        AcceptingThatRebuildsForget = command.AcceptingThatRebuildsForget,
        DryRun = command.DryRun,
    };
}
