using System.Text.RegularExpressions;

namespace Kumiko;

/// <summary>Tells each entity its relations, and reports those that cannot work.</summary>
internal sealed partial class RelationAssembler(
    IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, DiagnosticList diagnostics)
{
    public void Assemble()
    {
        var declared = new List<RelationDefinition>();
        foreach (var builder in builders)
        {
            foreach (var declaration in builder.Entities.SelectMany(e => e.Relations).Concat(builder.Relations))
            {
                if (Assemble(builder, declaration, declared) is { } relation)
                {
                    declared.Add(relation);
                }
            }
        }

        foreach (var entity in entities)
        {
            var own = declared.Where(r => r.Entity == entity).ToList();
            entity.Relations = [.. BelongingsOf(entity), .. own];
            entity.Dependents = [.. own.Where(r => r.OnDelete != OnDelete.Nothing).OrderBy(r => r.OnDelete)];
            entity.NestedWrites = [.. own.Where(r => r.IsNestedWrite)];
        }
    }

    /// <summary>A single reference needs no declaration beside its attribute: the record belongs to what it refers to.</summary>
    private IEnumerable<RelationDefinition> BelongingsOf(EntityDefinition entity) =>
        from field in entity.Schema.Fields
        let target = field.Type is ReferenceType reference ? entities.FirstOrDefault(e => e.Type == reference.Target) : null
        where target is not null
        select new RelationDefinition
        {
            Name = field.Name.EndsWith("Id", StringComparison.Ordinal) && field.Name.Length > 2 ? field.Name[..^2] : field.Name,
            Kind = RelationKind.BelongsTo,
            Feature = entity.Feature,
            Entity = entity,
            Target = target,
            Holder = entity,
            Key = field,
        };

    private RelationDefinition? Assemble(FeatureBuilder builder, RelationDeclaration declaration, List<RelationDefinition> others)
    {
        var (entity, target, holder) = (Known(builder, declaration, declaration.Entity), Known(builder, declaration, declaration.Target),
            declaration.Holder == declaration.Target ? Find(declaration.Target) : Known(builder, declaration, declaration.Holder));
        if (entity is null || target is null || holder is null)
        {
            return null;
        }

        var key = KeyOf(builder, declaration, holder, declaration.Key, entity);
        var farKey = declaration.Kind == RelationKind.ManyToMany ? KeyOf(builder, declaration, holder, declaration.FarKey, target) : null;
        if (key is null || (farKey is null && declaration.Kind == RelationKind.ManyToMany))
        {
            return null;
        }

        if (key == farKey)
        {
            Report(builder, declaration, DiagnosticRules.RelationKey, $"'{holder.Type.Name}.{key.Member}' cannot refer to both ends.");
            return null;
        }

        var relation = new RelationDefinition
        {
            Name = declaration.Name,
            Kind = declaration.Kind,
            Feature = builder.Feature.Name,
            Entity = entity,
            Target = target,
            Holder = holder,
            Key = key,
            FarKey = farKey,
            OnDelete = declaration.Options.OnDelete,
            IsNestedWrite = declaration.Options.IsNestedWrite,
        };
        CheckName(builder, declaration, relation, others);
        CheckDelete(builder, declaration, relation, others);
        CheckNestedWrite(builder, declaration, relation);
        return relation;
    }

    private EntityDefinition? Find(Type type) => entities.FirstOrDefault(e => e.Type == type);

    /// <summary>An entity that the feature may speak of. One that is declared, but badly, has been reported already.</summary>
    private EntityDefinition? Known(FeatureBuilder builder, RelationDeclaration declaration, Type type)
    {
        if (Find(type) is not { } entity)
        {
            if (!builders.Any(b => Composition.Declares(b, type)))
            {
                Report(builder, declaration, DiagnosticRules.RelationEnds, $"No feature declares the entity '{type.Name}'.");
            }

            return null;
        }

        if (Composition.Knows(builder, entity.Feature))
        {
            return entity;
        }

        Report(builder, declaration, DiagnosticRules.RelationEnds,
            $"'{entity.Name}' belongs to the feature '{entity.Feature}', which is not required.", $"Call Requires(\"{entity.Feature}\").");
        return null;
    }

    private Field? KeyOf(FeatureBuilder builder, RelationDeclaration declaration, EntityDefinition holder, string? member, EntityDefinition target)
    {
        if (holder.Schema.Fields.FirstOrDefault(f => f.Member == member) is { Type: ReferenceType reference } field && reference.Target == target.Type)
        {
            return field;
        }

        Report(builder, declaration, DiagnosticRules.RelationKey, $"'{holder.Type.Name}.{member ?? "?"}' is no reference to '{target.Type.Name}'.");
        return null;
    }

    private void CheckName(FeatureBuilder builder, RelationDeclaration declaration, RelationDefinition relation, List<RelationDefinition> others)
    {
        if (!CamelCase().IsMatch(relation.Name))
        {
            Report(builder, declaration, DiagnosticRules.RelationName, $"'{relation.Name}' is not in camelCase.");
        }
        else if (others.Find(o => o.Entity == relation.Entity && o.Name == relation.Name) is { } twin)
        {
            Report(builder, declaration, DiagnosticRules.RelationName,
                $"'{relation.Entity.Name}' has a relation '{relation.Name}' already, from the feature '{twin.Feature}'.");
        }
        else if (MembersOf(relation.Entity).Contains(relation.Name))
        {
            Report(builder, declaration, DiagnosticRules.RelationName, $"'{relation.Entity.Name}' has a member '{relation.Name}' already.");
        }
    }

    private static IEnumerable<string> MembersOf(EntityDefinition entity) =>
        [.. entity.Schema.Fields.Select(f => f.Name), .. entity.Derived.Select(d => d.Name), .. typeof(Entity).GetProperties().Select(p => JsonNames.Camel(p.Name))];

    private void CheckDelete(FeatureBuilder builder, RelationDeclaration declaration, RelationDefinition relation, List<RelationDefinition> others)
    {
        if (relation.OnDelete == OnDelete.SetNull && (relation.Kind == RelationKind.ManyToMany || !relation.Key.IsNullable))
        {
            Report(builder, declaration, DiagnosticRules.RelationDelete, relation.Kind == RelationKind.ManyToMany
                ? "A record that joins two others is nothing without one of them; its reference cannot be cleared."
                : $"'{relation.Holder.Type.Name}.{relation.Key.Member}' cannot be null.");
        }

        if (relation.OnDelete != OnDelete.Nothing && others.Find(o => o.Key == relation.Key && o.OnDelete != OnDelete.Nothing) is { } twin)
        {
            Report(builder, declaration, DiagnosticRules.RelationDelete,
                $"The relation '{twin.Name}' of the feature '{twin.Feature}' says already what becomes of '{relation.Holder.Type.Name}.{relation.Key.Member}'.");
        }
    }

    private void CheckNestedWrite(FeatureBuilder builder, RelationDeclaration declaration, RelationDefinition relation)
    {
        if (!relation.IsNestedWrite)
        {
            return;
        }

        foreach (var end in new[] { relation.Entity, relation.Target }.Distinct().Where(e => !HasCreate(e)))
        {
            Report(builder, declaration, DiagnosticRules.NestedWrite, $"'{end.Name}' has no command 'create'.");
        }
    }

    private bool HasCreate(EntityDefinition entity) => builders.Any(b =>
        b.Feature.Name == entity.Feature && b.Cruds.Exists(c => c.Type == entity.Type && c.Options.RuleFor(CrudVerb.Create) is not null));

    private void Report(FeatureBuilder builder, RelationDeclaration declaration, DiagnosticRule rule, string message, string? mend = null) =>
        diagnostics.Report(rule, builder.Feature.Name, $"{declaration.Entity.Name}.{declaration.Name}", message, mend, declaration.Source);

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*\\z")]
    private static partial Regex CamelCase();
}
