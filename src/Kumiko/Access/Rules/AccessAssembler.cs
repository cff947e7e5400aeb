using System.Linq.Expressions;

namespace Kumiko;

/// <summary>Compiles the rules of access to records and fields.</summary>
internal sealed class AccessAssembler(IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, DiagnosticList diagnostics)
{
    /// <summary>How to mend a rule of access that names nobody.</summary>
    public const string RolesMissing = "Name at least one role; or remove the rule, so that everybody may.";

    public void Assemble()
    {
        foreach (var entity in entities)
        {
            var builder = builders.First(b => b.Feature.Name == entity.Feature);
            Assemble(entity, builder.Entities.Find(e => e.Type == entity.Type), Composition.SourceOf(builder, entity.Type));
        }
    }

    private void Assemble(EntityDefinition entity, EntityDeclaration? declaration, SourceLocation? source)
    {
        var none = new AccessDeclaration();
        var own = declaration?.Access ?? none;
        var fields = new Dictionary<string, AccessDeclaration>();
        foreach (var rule in declaration?.FieldAccess ?? [])
        {
            if (NameOf(entity, rule) is { } name)
            {
                var all = fields.TryGetValue(name, out var known) ? known : fields[name] = new AccessDeclaration();
                all.Readers.AddRange(rule.Access.Readers);
                all.Writers.AddRange(rule.Access.Writers);
            }
            else
            {
                diagnostics.Report(DiagnosticRules.FieldAccessTarget, entity.Feature, $"{entity.Type.Name}.{rule.Path}",
                    $"'{rule.Path}' is neither a stored nor a derived field, or nobody could write it.", source: source);
            }
        }

        var rules = FieldRules.Of(entity.Schema, field => (
            SetOf(entity, field.Name, field.ReadableBy, fields.GetValueOrDefault(field.Name)?.Readers, source),
            SetOf(entity, field.Name, field.WritableBy, fields.GetValueOrDefault(field.Name)?.Writers, source)), Inside);
        var derived = entity.Derived.Select(d => SetOf(entity, d.Name, d.ReadableBy, fields.GetValueOrDefault(d.Name)?.Readers, source)).ToArray();
        var access = new EntityAccess(
            SetOf(entity, null, null, own.Readers, source), SetOf(entity, null, null, own.Writers, source), rules, derived);
        entity.Access = access is { Read: null, Write: null, Fields: null } && !access.RestrictsReading ? null : access;

        // Rules that only attributes declare are those of the object's class, which knows them already.
        FieldRules? Inside(Field holder, RecordSchema schema) => !fields.Keys.Any(name => name.StartsWith(holder.Name + ".", StringComparison.Ordinal))
            ? schema.FieldRules
            : FieldRules.Of(schema, part => (
                SetOf(entity, $"{holder.Name}.{part.Name}", part.ReadableBy, fields.GetValueOrDefault($"{holder.Name}.{part.Name}")?.Readers, source),
                SetOf(entity, $"{holder.Name}.{part.Name}", part.WritableBy, fields.GetValueOrDefault($"{holder.Name}.{part.Name}")?.Writers, source)));
    }

    /// <summary>The name on the wire of what a rule is about; null where it is about nothing that it could hold for.</summary>
    private static string? NameOf(EntityDefinition entity, FieldAccessDeclaration rule)
    {
        if (rule.IsInside)
        {
            var holder = entity.Schema.Fields.FirstOrDefault(f => f.Member == rule.Inside);
            var part = holder is null ? null : FieldRules.InnerSchemaOf(holder.Type)?.Fields.FirstOrDefault(f => f.Member == rule.Name);
            return part is null || (part.IsComputed && rule.Access.Writers.Count > 0) ? null : $"{holder!.Name}.{part.Name}";
        }

        var field = entity.Schema.Fields.FirstOrDefault(f => f.Member == rule.Name);
        var derived = entity.Derived.FirstOrDefault(d => d.Name == rule.Name || (rule.Name is not null && d.Name == JsonNames.Camel(rule.Name)));
        return field is not null ? field.Name : rule.Access.Writers.Count == 0 ? derived?.Name : null;
    }

    private GrantSet? SetOf(
        EntityDefinition entity, string? field, IReadOnlyList<string>? roles, IReadOnlyList<GrantDeclaration>? declared, SourceLocation? source)
    {
        if (roles is null && declared is null or { Count: 0 })
        {
            return null;
        }

        var all = new List<GrantDeclaration>(declared ?? []);
        if (roles is not null)
        {
            all.Insert(0, new GrantDeclaration(Access.Roles(roles), null));
        }

        var member = field is null ? entity.Type.Name : $"{entity.Type.Name}.{field}";
        if (declared?.FirstOrDefault(g => g.Who.NamesNobody) is not null)
        {
            diagnostics.Report(DiagnosticRules.NoRoles, entity.Feature, member, "A rule of access names no role.", RolesMissing, source);
        }

        CheckShadows(entity, member, all, source);
        return new GrantSet([.. all.Select(g => g.Where is { } where ? new Grant(g.Who, Compile(entity, member, g.Who, where, source), RuleCondition.Of(where)) : new Grant(g.Who, null))]);
    }

    private RowRule Compile(EntityDefinition entity, string member, AccessRule who, LambdaExpression where, SourceLocation? source)
    {
        try
        {
            return RowRuleTranslator.Translate(entity, where);
        }
        catch (NotSupportedException problem)
        {
            diagnostics.Report(DiagnosticRules.RuleNotTranslatable, entity.Feature, member, $"The rule for {who}, '{where.Body}': {problem.Message}", source: source);
            return new RowRule.Fixed(Storage.RowFilter.Nothing);
        }
    }

    /// <summary>A condition for a role that needs none says nothing.</summary>
    private void CheckShadows(EntityDefinition entity, string member, IReadOnlyList<GrantDeclaration> grants, SourceLocation? source)
    {
        var unconditional = grants.Where(g => g.Where is null).SelectMany(g => g.Who.Roles).ToHashSet();
        foreach (var role in grants.Where(g => g.Where is not null).SelectMany(g => g.Who.Roles).Where(unconditional.Contains).Distinct())
        {
            diagnostics.Report(DiagnosticRules.ShadowedGrant, entity.Feature, member, $"The role '{role}' is named with a condition, and without one.", source: source);
        }
    }
}
