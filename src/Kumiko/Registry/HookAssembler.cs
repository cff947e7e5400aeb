namespace Kumiko;

/// <summary>Tells each handler and entity its hooks, and reports those that would never run.</summary>
internal sealed class HookAssembler(
    IReadOnlyDictionary<FeatureBuilder, FeatureDefinition> features, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<HandlerDefinition> handlers,
    DiagnosticList diagnostics)
{
    private readonly List<(HandlerDefinition Handler, HookDefinition Hook)> _onHandlers = [];
    private readonly List<(EntityDefinition Entity, HookDefinition Hook)> _onEntities = [];
    private readonly Dictionary<string, HookDefinition> _named = [];

    public IReadOnlyList<HookDefinition> Assemble()
    {
        foreach (var (builder, feature) in features)
        {
            foreach (var set in builder.Hooks)
            {
                Assemble(builder, feature, set);
            }
        }

        var byEntity = _onEntities.ToLookup(pair => pair.Entity.Type, pair => pair.Hook);
        var byHandler = _onHandlers.ToLookup(pair => pair.Handler, pair => pair.Hook);
        foreach (var entity in entities.Where(e => byEntity.Contains(e.Type)))
        {
            entity.Hooks = new RecordHooks(byEntity[entity.Type]);
        }

        foreach (var handler in handlers)
        {
            IReadOnlyList<HookDefinition> ofEntity = AnswersWithRecords(handler) ? [.. byEntity[handler.Entity!.Type].Where(h => h.Kind == HookKind.PostQuery)] : [];
            if (byHandler.Contains(handler) || ofEntity.Count > 0)
            {
                handler.Hooks = new HandlerHooks([.. byHandler[handler]], ofEntity, byEntity, entities);
            }
        }

        return [.. _onHandlers.Select(p => p.Hook).Concat(_onEntities.Select(p => p.Hook))];
    }

    private void Assemble(FeatureBuilder builder, FeatureDefinition feature, HookSet set)
    {
        if (set.Hooks.Count == 0 || set is { Scope: HookScope.Standard, Verbs.Count: 0 })
        {
            Report(builder, set, DiagnosticRules.HookEmpty, set.Hooks.Count == 0 ? "No hook is declared." : "The hooks are on no standard handler.");
            return;
        }

        if (set.Scope == HookScope.Input)
        {
            foreach (var hook in set.Hooks)
            {
                OnInput(builder, feature, set, hook);
            }

            return;
        }

        if (Known(builder, set, set.Type) is not { } entity)
        {
            return;
        }

        foreach (var hook in set.Hooks)
        {
            if (set.Scope == HookScope.Entity)
            {
                OnEntity(builder, feature, set, entity, hook);
                continue;
            }

            foreach (var verb in set.Verbs.Distinct())
            {
                OnStandard(builder, feature, set, entity, verb, hook);
            }
        }
    }

    private void OnInput(FeatureBuilder builder, FeatureDefinition feature, HookSet set, HookDeclaration hook)
    {
        var takers = handlers.Where(h => h.Input?.Type == set.Type).ToList();
        if (takers.Count == 0)
        {
            // Handlers that are declared badly have been reported already.
            if (!features.Keys.Any(b => b.Handlers.Exists(h => h.Input == set.Type)) && !MayBeLeftOut(builder))
            {
                Report(builder, set, DiagnosticRules.HookTarget, $"No command or query takes '{set.Type.Name}'.", set.Type.IsSubclassOf(typeof(Entity))
                    ? $"Name the standard handler, Hook<{set.Type.Name}>(CrudVerb.Create, …), or call EntityHook<{set.Type.Name}>(…)."
                    : null);
            }

            return;
        }

        if (takers.Find(h => !Composition.Knows(builder, h.Feature.Name)) is { } stranger)
        {
            ReportStranger(builder, set, stranger.Name, stranger.Feature.Name);
            return;
        }

        var kind = hook.Kind is HookKind.PreQuery or HookKind.PostQuery ? HandlerKind.Query : HandlerKind.Write;
        var handler = takers.Find(h => h.Kind == kind);
        if (handler is null || (hook.Write is not null && IsDecision(handler)))
        {
            Report(builder, set, DiagnosticRules.HookFit, handler is null
                ? $"{hook.Kind} is declared, but '{takers[0].Name}' is a {takers[0].Kind.Noun()}."
                : $"{hook.Kind} is declared, but '{handler.Name}' is a decision: it appends events to a stream, and saves and deletes no records.");
        }
        else if (hook.Record is null || Known(builder, set, hook.Record) is not null)
        {
            _onHandlers.Add((handler, Define(builder, feature, set, hook, handler.Name)));
        }
    }

    private void OnStandard(FeatureBuilder builder, FeatureDefinition feature, HookSet set, EntityDefinition entity, CrudVerb verb, HookDeclaration hook)
    {
        if (handlers.FirstOrDefault(h => h.Name == StandardHandlers.NameOf(verb, entity)) is not { IsStandard: true } handler)
        {
            Report(builder, set, DiagnosticRules.HookTarget, $"'{entity.Name}' has no standard handler '{verb.ToString().ToLowerInvariant()}'.");
        }
        else if (!Fits(hook.Kind, verb))
        {
            Report(builder, set, DiagnosticRules.HookFit, $"{hook.Kind} is declared, which '{handler.Name}' has no place for.");
        }
        else
        {
            _onHandlers.Add((handler, Define(builder, feature, set, hook, handler.Name)));
        }
    }

    private void OnEntity(FeatureBuilder builder, FeatureDefinition feature, HookSet set, EntityDefinition entity, HookDeclaration hook)
    {
        if (hook.Kind == HookKind.PostQuery && !handlers.Any(h => h.Entity == entity && AnswersWithRecords(h)))
        {
            Report(builder, set, DiagnosticRules.HookFit, $"PostQuery is declared, but no query belongs to '{entity.Name}'.");
            return;
        }

        _onEntities.Add((entity, Define(builder, feature, set, hook, entity.Name)));
    }

    private HookDefinition Define(FeatureBuilder builder, FeatureDefinition feature, HookSet set, HookDeclaration hook, string target)
    {
        var definition = new HookDefinition(hook, feature, target);
        if (hook.Phase?.TaskName is not { } name || !ShortNames.Check(diagnostics, feature.Name, name, set.Source))
        {
            return definition;
        }

        if (_named.TryGetValue(definition.Name, out var twin) && twin.Declaration != hook)
        {
            Report(builder, set, DiagnosticRules.HookName, $"'{name}' names a hook on '{twin.Target}' already.");
            return definition;
        }

        // The same hook on several handlers is the same work.
        definition.Task = twin?.Task ?? AfterCommitHooks.KindOf(definition, entities.First(e => e.Type == hook.Record));
        _named.TryAdd(definition.Name, definition);
        return definition;
    }

    private EntityDefinition? Known(FeatureBuilder builder, HookSet set, Type type)
    {
        if (entities.FirstOrDefault(e => e.Type == type) is not { } entity)
        {
            if (!features.Keys.Any(b => Composition.Declares(b, type)) && !MayBeLeftOut(builder))
            {
                Report(builder, set, DiagnosticRules.HookTarget, $"No feature declares the entity '{type.Name}'.");
            }

            return null;
        }

        if (Composition.Knows(builder, entity.Feature))
        {
            return entity;
        }

        ReportStranger(builder, set, entity.Name, entity.Feature);
        return null;
    }

    /// <summary>What a feature uses when it is there may belong to one that is not there.</summary>
    private bool MayBeLeftOut(FeatureBuilder builder) => builder.OptionalRequirements.Exists(o => features.Keys.All(b => b.Feature.Name != o));

    private bool IsDecision(HandlerDefinition handler) => features.Any(f =>
        f.Value == handler.Feature && f.Key.Decisions.Exists(d => Names.Qualify(handler.Feature.Name, "write", d.Name) == handler.Name));

    private static bool AnswersWithRecords(HandlerDefinition handler) =>
        handler is { Kind: HandlerKind.Query, Entity: not null } and not IStandardHandler { Verb: CrudVerb.History };

    private static bool Fits(HookKind kind, CrudVerb verb) => kind switch
    {
        HookKind.Validation => verb is CrudVerb.Create or CrudVerb.Update or CrudVerb.Delete or CrudVerb.Restore,
        HookKind.PreSave => verb is CrudVerb.Create or CrudVerb.Update,
        HookKind.PostSave => verb is CrudVerb.Create or CrudVerb.Update or CrudVerb.Restore,
        HookKind.PreDelete or HookKind.PostDelete => verb is CrudVerb.Delete,
        HookKind.PreQuery => verb is CrudVerb.List or CrudVerb.Detail or CrudVerb.History,
        _ => verb is CrudVerb.List or CrudVerb.Detail,
    };

    private void ReportStranger(FeatureBuilder builder, HookSet set, string target, string feature) => Report(
        builder, set, DiagnosticRules.HookStranger, $"'{target}' belongs to the feature '{feature}', which is not required.", $"Call Requires(\"{feature}\").");

    private void Report(FeatureBuilder builder, HookSet set, DiagnosticRule rule, string message, string? mend = null) =>
        diagnostics.Report(rule, builder.Feature.Name, set.Type.Name, message, mend, set.Source);
}
