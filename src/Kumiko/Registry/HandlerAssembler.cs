namespace Kumiko;

/// <summary>Makes handler definitions: the standard ones of entities, and the author's own.</summary>
internal sealed class HandlerAssembler(
    IReadOnlyDictionary<FeatureBuilder, FeatureDefinition> features, IReadOnlyList<EntityDefinition> entities, DiagnosticList diagnostics)
{
    private static readonly string[] ReservedRoles = [User.SystemRole, User.AnonymousRole, "all"];

    private readonly Dictionary<string, HandlerDefinition> _handlers = [];
    private readonly HashSet<(HandlerKind, Type)> _inputs = [];

    /// <summary>Whether no rule can name a role.</summary>
    public static bool IsReserved(string role) => string.IsNullOrWhiteSpace(role) || ReservedRoles.Contains(role);

    public IReadOnlyList<HandlerDefinition> Assemble()
    {
        foreach (var (builder, feature) in features)
        {
            foreach (var crud in builder.Cruds)
            {
                AddStandard(feature, crud);
            }

            foreach (var declaration in builder.Handlers)
            {
                AddAuthored(feature, declaration);
            }
        }

        return [.. _handlers.Values];
    }

    private void AddStandard(FeatureDefinition feature, CrudDeclaration crud)
    {
        if (entities.FirstOrDefault(e => e.Type == crud.Type) is not { } entity)
        {
            return;
        }

        if (entity.Feature != feature.Name)
        {
            diagnostics.Report(DiagnosticRules.ForeignEntity, feature.Name, crud.Type.Name, $"'{entity.Name}' is declared by the feature '{entity.Feature}'.", source: crud.Source);
            return;
        }

        if (!entity.IsSoftDelete && crud.Options.Names(CrudVerb.Restore))
        {
            diagnostics.Report(DiagnosticRules.RestoreWithoutSoftDelete, feature.Name, crud.Type.Name, "Restore has a rule, but nothing can be restored.", source: crud.Source);
        }

        var checkedRules = new HashSet<AccessRule>();
        foreach (var verb in Enum.GetValues<CrudVerb>())
        {
            if (crud.Options.RuleFor(verb) is { } access && (verb != CrudVerb.Restore || entity.IsSoftDelete))
            {
                if (checkedRules.Add(access))
                {
                    CheckRoles(feature.Name, crud.Type.Name, access, crud.Source);
                }

                var handler = StandardHandlers.Create(verb, feature, entity, access);
                handler.Options = crud.Options.OptionsOf(verb);
                Add(handler, crud.Source);
            }
            else if (crud.Options.OptionsOf(verb).RateLimits.Count > 0)
            {
                diagnostics.Report(DiagnosticRules.RateLimitOfNothing, feature.Name, crud.Type.Name, $"{verb} has a rate limit, but does not exist.", source: crud.Source);
            }
        }
    }

    private void AddAuthored(FeatureDefinition feature, HandlerDeclaration declaration)
    {
        if (!ShortNames.Check(diagnostics, feature.Name, declaration.Name, declaration.Source))
        {
            return;
        }

        CheckRoles(feature.Name, declaration.Name, declaration.Access, declaration.Source);
        if (!_inputs.Add((declaration.Kind, declaration.Input)))
        {
            diagnostics.Report(DiagnosticRules.SharedInput, feature.Name, declaration.Name, $"Another handler takes '{declaration.Input.Name}', too.", source: declaration.Source);
        }

        var schemas = new SchemaFactory(feature.Name, declaration.Name, declaration.Source, diagnostics, defaultCurrency: null);
        if (schemas.Create(declaration.Input, SchemaPurpose.Message) is { } input)
        {
            var name = Names.Qualify(feature.Name, declaration.Kind.Word(), declaration.Name);
            var entity = entities.FirstOrDefault(e => e.Feature == feature.Name && Names.ToKebab(declaration.Name).StartsWith(e.Name + ":", StringComparison.Ordinal));
            AuthoredHandler handler = declaration.Open is { } open
                ? new StreamHandlerDefinition(name, feature, declaration.Access, input, open) { Entity = entity, Options = declaration.Options }
                : new AuthoredHandler(name, feature, declaration.Kind, declaration.Access, input, declaration.Handle)
                {
                    Entity = entity,
                    Options = declaration.Options,
                    Pipeline = declaration.Pipeline,
                };
            Add(handler, declaration.Source);
        }
    }

    private void Add(HandlerDefinition handler, SourceLocation? source)
    {
        handler.RateLimits = RateLimitAssembler.RulesOf(handler, source, diagnostics);
        if (!_handlers.TryAdd(handler.Name, handler))
        {
            diagnostics.Report(DiagnosticRules.DuplicateHandler, handler.Feature.Name, handler.Name, $"'{handler.Name}' is declared twice.", source: source);
        }
    }

    private void CheckRoles(string feature, string member, AccessRule access, SourceLocation? source)
    {
        if (access.NamesNobody)
        {
            diagnostics.Report(DiagnosticRules.NoRoles, feature, member, "The rule names no role.", source: source);
        }

        foreach (var role in access.Roles.Where(IsReserved).Distinct())
        {
            diagnostics.Report(DiagnosticRules.ReservedRole, feature, member, $"The rule names the role '{role}'.", source: source);
        }
    }
}
