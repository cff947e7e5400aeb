namespace Kumiko;

/// <summary>The hooks beside the writes of an entity, made once at the start; those of handlers stand before those of the entity.</summary>
internal sealed class RecordHooks(IEnumerable<HookDefinition> hooks)
{
    private readonly ILookup<HookKind, HookDefinition> _byKind = hooks.ToLookup(h => h.Kind);

    public HookDefinition[] PreSave => field ??= [.. _byKind[HookKind.PreSave]];

    public HookDefinition[] PostSave => field ??= [.. _byKind[HookKind.PostSave]];

    public HookDefinition[] PreDelete => field ??= [.. _byKind[HookKind.PreDelete]];

    public HookDefinition[] PostDelete => field ??= [.. _byKind[HookKind.PostDelete]];

    /// <summary>Whether code of hooks writes beside a save, so that both have to be taken back together.</summary>
    public bool WritesWithSaves { get; } = hooks.Any(h => h.Kind == HookKind.PostSave && h.Task is null);

    /// <summary>Whether code of hooks writes beside a delete.</summary>
    public bool WritesWithDeletes { get; } = hooks.Any(h => h.Kind == HookKind.PreDelete || (h.Kind == HookKind.PostDelete && h.Task is null));
}
