namespace Kumiko;

/// <summary>Looks at every role that the rules of entities name, and, where the application lists its roles, for those that are not listed.</summary>
internal sealed class RoleChecker(
    IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<HandlerDefinition> handlers, DiagnosticList diagnostics)
{
    public void Check()
    {
        var known = builders.SelectMany(b => b.DeclaredRoles).ToHashSet();
        foreach (var builder in builders)
        {
            Report(builder.Feature.Name, null, builder.DeclaredRoles, null);
        }

        foreach (var entity in entities)
        {
            foreach (var (member, roles) in RolesOf(entity))
            {
                var source = Composition.SourceOf(builders.First(b => b.Feature.Name == entity.Feature), entity.Type);
                Report(entity.Feature, member, roles, source);
                ReportUnknown(known, entity.Feature, member, roles, source);
            }
        }

        foreach (var handler in handlers)
        {
            ReportUnknown(known, handler.Feature.Name, handler.Name, handler.Access.Roles, null);
        }
    }

    /// <summary>All roles that the rules of an entity name, by what they are about.</summary>
    public static IEnumerable<(string Member, IReadOnlyList<string> Roles)> RolesOf(EntityDefinition entity) => entity.Access is not { } access ? [] :
        Of(entity.Type.Name, access.Read, access.Write)
            .Concat(entity.Derived.Zip(access.Derived).SelectMany(d => Of($"{entity.Type.Name}.{d.First.Name}", d.Second)))
            .Concat(access.Fields is { } fields ? Of(entity.Type.Name, entity.Schema, fields) : []);

    private static IEnumerable<(string, IReadOnlyList<string>)> Of(string path, RecordSchema schema, FieldRules rules) => schema.Fields.SelectMany(field =>
    {
        var member = $"{path}.{field.Name}";
        var inner = (field.Type as EmbeddedType)?.Schema ?? (field.Type as EmbeddedListType)?.ItemSchema;
        return Of(member, rules.Read[field.Ordinal], rules.Write[field.Ordinal])
            .Concat(rules.Inner[field.Ordinal] is { } innerRules ? Of(member, inner!, innerRules) : []);
    });

    private static IEnumerable<(string, IReadOnlyList<string>)> Of(string member, params IEnumerable<GrantSet?> sets)
    {
        var roles = sets.OfType<GrantSet>().SelectMany(s => s.Grants).SelectMany(g => g.Who.Roles).Distinct().ToList();
        return roles.Count == 0 ? [] : [(member, roles)];
    }

    private void Report(string feature, string? member, IEnumerable<string> roles, SourceLocation? source)
    {
        foreach (var role in roles.Where(HandlerAssembler.IsReserved).Distinct())
        {
            diagnostics.Report(DiagnosticRules.ReservedRole, feature, member, $"The rule names the role '{role}'.", source: source);
        }
    }

    private void ReportUnknown(HashSet<string> known, string feature, string member, IEnumerable<string> roles, SourceLocation? source)
    {
        if (known.Count == 0)
        {
            return;
        }

        foreach (var role in roles.Where(r => !known.Contains(r) && !HandlerAssembler.IsReserved(r)).Distinct())
        {
            diagnostics.Report(DiagnosticRules.UnknownRole, feature, member, $"No feature lists the role '{role}'.", source: source);
        }
    }
}
