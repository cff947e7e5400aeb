using System.Collections.Frozen;

namespace Kumiko;

/// <summary>The hooks of one command or query, made once at the start.</summary>
internal sealed class HandlerHooks
{
    private readonly FrozenDictionary<EntityDefinition, RecordHooks> _records;

    /// <param name="own">The hooks on the handler.</param>
    /// <param name="ofEntity">Those of its entity that follow from queries.</param>
    /// <param name="entityHooks">The hooks on entities, by their class.</param>
    /// <param name="entities">All entities.</param>
    public HandlerHooks(
        IReadOnlyList<HookDefinition> own, IEnumerable<HookDefinition> ofEntity, ILookup<Type, HookDefinition> entityHooks, IReadOnlyList<EntityDefinition> entities)
    {
        Validation = [.. own.Where(h => h.Kind == HookKind.Validation)];
        PreQuery = [.. own.Where(h => h.Kind == HookKind.PreQuery)];
        PostQuery = [.. own.Concat(ofEntity).Where(h => h.Kind == HookKind.PostQuery)];
        _records = own.Where(h => h.Declaration.Write is not null).GroupBy(h => h.Declaration.Record!).ToFrozenDictionary(
            group => entities.First(e => e.Type == group.Key), group => new RecordHooks([.. group, .. entityHooks[group.Key]]));
    }

    public HookDefinition[] Validation { get; }

    public HookDefinition[] PreQuery { get; }

    public HookDefinition[] PostQuery { get; }

    /// <summary>The hooks beside the handler's writes of an entity; null for none.</summary>
    public RecordHooks? Of(EntityDefinition entity) => _records.GetValueOrDefault(entity) ?? entity.Hooks;
}
