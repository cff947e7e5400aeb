using System.Text.Json;

namespace Kumiko;

/// <summary>
/// What is queued for a hook behind the commit: which record, and which version of it the write made. What the record held is read from the log again, so
/// that nothing of it lies in the queue.
/// </summary>
internal static class AfterCommitHooks
{
    public static void Enqueue(HookDefinition hook, StreamId stream, StreamVersion version, Actor actor, InvocationServices services)
    {
        var payload = JsonText.BytesOf((stream, version, services.HookDepth), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", s.stream.Aggregate);
            writer.WriteNumber("version", s.version.Value);
            writer.WriteNumber("depth", s.HookDepth);
            writer.WriteEndObject();
        });
        services.Enqueue(hook.Task!, actor, payload, EventJson.IdOf(stream, version));
    }

    public static TaskKind KindOf(HookDefinition hook, EntityDefinition entity) =>
        new(hook.Name, (run, context) => Run(hook, entity, run, context)) { Feature = hook.Feature };

    private static async Task Run(HookDefinition hook, EntityDefinition entity, TaskRun run, WriteContext context)
    {
        var (stream, version) = Read(run.Payload, context.Tenant);
        var moment = new RecordMoment(entity, await Load(version.Value - 1), await Load(version.Value)) { DedupKey = DedupKeyOf(hook, stream, version) };

        // What was purged from the log in the meantime has nothing left that could follow from it.
        if (hook.Kind == HookKind.PostSave ? moment.After is null : moment.Before is null)
        {
            return;
        }

        var services = context.Services;
        services.HookDepth = run.Payload.GetProperty("depth").GetInt32();
        await services.Within(hook, () => hook.Declaration.Write!(moment, context));

        Task<EntityState?> Load(long at) => at == 0 ? Task.FromResult<EntityState?>(null) : RecordLoader.LoadOwn(
            context.Services.Unit, entity, stream, new LoadOptions { AsOf = AsOf.Version(new StreamVersion(at)), IncludeArchived = true }, context.Cancellation);
    }

    public static string DedupKeyOf(HookDefinition hook, StreamId stream, StreamVersion version) => $"{hook.Name}:{stream.Aggregate}:{version}";

    private static (StreamId Stream, StreamVersion Version) Read(JsonElement payload, TenantId tenant) =>
        (new StreamId(tenant, payload.GetProperty("id").GetGuid()), new StreamVersion(payload.GetProperty("version").GetInt64()));
}
