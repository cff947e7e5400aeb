using Kumiko.Tests.Aggregates;
using Kumiko.Tests.Consumers;
using Kumiko.Tests.Dispatch;
using Kumiko.Tests.Events;
using Kumiko.Tests.Hooks;
using Kumiko.Tests.Projections;
using Kumiko.Tests.RateLimits;
using Kumiko.Tests.Steps;
using Kumiko.Tests.Tasks;

namespace Kumiko.Tests.Contract;

internal static partial class ContractRows
{
    private static readonly IReadOnlyList<ContractRow> Behaviour =
    [
        new("r.WriteHandler", "A command: a record as its input, a rule of access, and code that runs in one transaction.")
        {
            Declared = ["FeatureBuilder.WriteHandler"],
            Rules = ["KUM1003-KUM1005"],
            Tests = [typeof(PipelineSpecification), typeof(BatchSpecification), typeof(NestedSpecification), typeof(RetrySpecification), typeof(RequestIdSpecification)],
        },
        new("r.QueryHandler", "A question: a record as its input, a rule of access, and code that reads.")
        {
            Declared = ["FeatureBuilder.QueryHandler"],
            Tests = [typeof(PipelineSpecification), typeof(NestedSpecification)],
        },
        new("r.StreamHandler", "A question whose answer goes on: items are sent as they come, under the same rules as any answer.")
        {
            Declared = ["FeatureBuilder.StreamHandler"],
            Tests = [typeof(Permissions.StreamAccessSpecification)],
            Recipes = ["Streams"],
        },
        new("r.Hook", "What runs beside one command or query, an own one or a standard one of an entity: seven kinds, from validation to the answer.")
        {
            Declared = ["FeatureBuilder.Hook", "HookBuilder.*", "RecordHookBuilder.*"],
            Rules = ["KUM7001-KUM7005"],
            Tests = [typeof(HookOrderSpecification), typeof(HookFailureSpecification), typeof(WriteHookSpecification), typeof(QueryHookSpecification)],
            Recipes = ["Hooks"],
        },
        new("r.EntityHook", "What runs beside all writes and queries of an entity, whoever makes them; in the transaction, or queued with it and done after the commit.")
        {
            Declared = ["FeatureBuilder.EntityHook", "EntityHookBuilder.*"],
            Tests = [typeof(HookOrderSpecification), typeof(WriteHookSpecification), typeof(LaterHookSpecification), typeof(HookCrashSpecification)],
            Recipes = ["Hooks"],
        },
        new("Rate limits", "How often a command or query may be called per user, address or tenant; counted in the process or in the database.")
        {
            Declared = ["HandlerBuilder.RateLimit"],
            Rules = ["KUM3030", "KUM3031"],
            Tests = [typeof(RateLimitSpecification), typeof(ProcessRateLimiterTests)],
            Recipes = ["RateLimits"],
        },
        new("Steps", "A command as a list of steps, built once at the start, checked there, and known as data.")
        {
            Declared = ["PerformBuilder.*", "StepBuilder.*"],
            Rules = ["KUM7020-KUM7025"],
            Tests = [typeof(StepSpecification), typeof(StepEffectSpecification), typeof(HttpWebhookSenderTests), typeof(StepDefinitionTests)],
            Recipes = ["Steps"],
        },
        new("r.DefineEvent", "A fact of the feature with a version of its form.")
        {
            Declared = ["FeatureBuilder.DefineEvent"],
            Rules = ["KUM1007", "KUM4001"],
            Tests = [typeof(AppendSpecification)],
        },
        new("r.EventMigration", "One step from an event's old form to the next, taken when it is read.")
        {
            Declared = ["FeatureBuilder.EventMigration", "MigrationBuilder.*"],
            Rules = ["KUM4002-KUM4005"],
            Tests = [typeof(MigrationSpecification)],
            Recipes = ["Upcaster"],
        },
        new("r.Aggregate", "A state that is folded from a stream's events, and commands that decide over it.")
        {
            Declared = ["FeatureBuilder.Aggregate", "FeatureBuilder.Decide", "AggregateBuilder.*"],
            Rules = ["KUM4011-KUM4016"],
            Tests = [typeof(AggregateSpecification), typeof(DecisionSpecification), typeof(SnapshotSpecification)],
            Recipes = ["FetchForWriting", "Snapshot"],
        },
        new("r.Projection", "A table that is filled from events in the transaction that appends them.")
        {
            Declared = ["FeatureBuilder.Projection", "ProjectionBuilder.*"],
            Rules = ["KUM6001-KUM6006"],
            Tests = [typeof(InlineProjectionSpecification), typeof(RandomProjectionSpecification), typeof(HotRowSpecification), typeof(ProjectionQuerySpecification)],
            Recipes = ["InlineProjection"],
        },
        new("r.MultiStreamProjection", "A consumer of many streams with a place of its own in the log: with a table exactly once, with effects at least once.")
        {
            Declared = ["FeatureBuilder.MultiStreamProjection", "MultiStreamProjectionBuilder.*"],
            Rules = ["KUM6007"],
            Tests = [typeof(DeliverySpecification), typeof(FailureSpecification), typeof(LeaseSpecification), typeof(NodeDeathSpecification)],
            Recipes = ["ConsumerWithTable", "ConsumerWithEffects", "ProcessManager"],
        },
        new("Work after the commit", "Work that is put into the database with the command that wants it and runs after it, again until it succeeds; operators see what does not.")
        {
            Tests = [typeof(TaskQueueSpecification), typeof(TaskHostSpecification)],
        },
        Absent("r.Job", "Background work outside of requests: after a handler, by a clock, or by hand."),
        Absent("r.Notification", "A template for what is told to users after the commit."),
        Absent("r.HttpRoute", "An HTTP route that a feature owns."),
    ];
}
