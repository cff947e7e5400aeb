using System.Text.Json;
using System.Text.Json.Nodes;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Tells operators what the rules say to a user. It asks the same rules as the calls do, and carries nothing out.</summary>
public sealed class AccessOperations
{
    private readonly Registry _registry;
    private readonly Store _store;
    private readonly Switchboard _switches;

    internal AccessOperations(Registry registry, Store store, Switchboard switches)
    {
        _registry = registry;
        _store = store;
        _switches = switches;
    }

    /// <summary>What the rules say.</summary>
    /// <exception cref="NotFoundException">There is no such handler or entity.</exception>
    /// <exception cref="ValidationFailedException">It is asked about nothing, or about a record of no entity.</exception>
    public async Task<AccessExplanation> Explain(ExplainAccess question, CancellationToken cancellation = default)
    {
        var user = UserOf(question);
        var handler = question.Handler is { } name ? _registry.FindHandler(name) ?? throw new NotFoundException("handler", name) : null;
        var entity = question.Entity is { } type ? _registry.FindEntity(type) ?? throw new NotFoundException("entity", type) : handler?.Entity;
        if (entity is null && (handler is null || question.Record is not null))
        {
            throw new ValidationFailedException(new FieldIssue(
                question.Record is null ? "handler" : "entity", IssueCodes.InvalidType, new Dictionary<string, object?> { ["expected"] = "string", ["received"] = "undefined" }));
        }

        var steps = new List<AccessStep>();
        if (handler is not null)
        {
            steps.Add(await SwitchOf(handler, user.Tenant, cancellation));
            steps.Add(StepOf(DenialKind.HandlerRule, [handler.Access.Explain(user)]));
        }

        var operation = question.Operation ?? (handler?.Kind == HandlerKind.Write ? AccessOperation.Write : AccessOperation.Read);
        var fields = new List<FieldVerdict>();
        if (entity is not null && steps.TrueForAll(s => s.Admits))
        {
            var state = question.Record is { } id ? await Find(entity, user.Tenant, id, cancellation) : null;
            AddRecord(steps, entity, user, state, operation);
            fields.AddRange(steps.TrueForAll(s => s.Admits) ? FieldsOf(entity, user, state, operation) : []);
        }

        var refusal = steps.FindIndex(s => !s.Admits);
        return new AccessExplanation(refusal < 0, refusal < 0 ? steps : steps[..(refusal + 1)], fields);
    }

    private async Task<AccessStep> SwitchOf(HandlerDefinition handler, TenantId tenant, CancellationToken cancellation)
    {
        var features = await _switches.For(tenant, cancellation);
        var cause = features.CauseOf(handler.Feature);
        return StepOf(DenialKind.Toggle,
            [new RuleVerdict($"feature '{handler.Feature.Name}' works", cause is null, cause is null ? "It does." : $"'{cause}' is switched off for the tenant.")]);
    }

    /// <summary>The record, in whatever tenant it is: that it belongs to another one is an answer, too.</summary>
    private async Task<EntityState> Find(EntityDefinition entity, TenantId tenant, Guid id, CancellationToken cancellation)
    {
        await using var session = _store.NewSession();
        var row = await session.ReadRow(entity.Table, new TenantScope.OwnAndSystem(tenant), id, cancellation)
            ?? await session.ReadRow(entity.Table, new TenantScope.All("An operator asks why a record cannot be reached."), id, cancellation)
            ?? throw new NotFoundException(entity.Name, id.ToString());
        return entity.Columns.Read(row);
    }

    private static void AddRecord(List<AccessStep> steps, EntityDefinition entity, User user, EntityState? state, AccessOperation operation)
    {
        var isSystems = state?.Tenant == TenantId.System && operation == AccessOperation.Read;
        if (state is not null && !isSystems && Dispatcher.DenialOfTenant(entity, state, user.Tenant) is { } denial)
        {
            steps.Add(StepOf(DenialKind.Tenant, denial.Rules));
            return;
        }

        // Who may not read a record cannot write it either: for them it is not there.
        Add(entity.Access?.Read);
        if (operation == AccessOperation.Write)
        {
            Add(entity.Access?.Write);
        }

        void Add(GrantSet? grants)
        {
            if (grants is not null)
            {
                steps.Add(StepOf(DenialKind.RowRule, state is null ? grants.Explain(user) : grants.Explain(user, entity.Columns, state, null)));
            }
        }
    }

    private static IEnumerable<FieldVerdict> FieldsOf(EntityDefinition entity, User user, EntityState? state, AccessOperation operation)
    {
        var rules = entity.Access?.Fields is not { } fields ? null : operation == AccessOperation.Read ? fields.Read : fields.Write;
        var stored = entity.Schema.Fields.Select(f => (f.Name, Grants: rules?[f.Ordinal]));
        var derived = operation == AccessOperation.Write || entity.Access is null ? [] : entity.Derived.Select((d, i) => (d.Name, Grants: entity.Access.Derived[i]));
        foreach (var (name, grants) in stored.Concat(derived))
        {
            if (grants is not null)
            {
                var verdicts = state is null ? grants.Explain(user) : grants.Explain(user, entity.Columns, state, null);
                yield return new FieldVerdict(name, verdicts.Any(v => v.Admits), verdicts);
            }
        }
    }

    private static AccessStep StepOf(DenialKind kind, IReadOnlyList<RuleVerdict> rules) => new(kind, rules.Any(r => r.Admits), rules);

    private static User UserOf(ExplainAccess question)
    {
        using var claims = JsonDocument.Parse(new JsonObject { ["claims"] = question.Claims?.DeepClone() }.ToJsonString());
        return new User
        {
            Id = new UserId(question.User),
            Tenant = new TenantId(question.Tenant),
            Roles = question.Roles ?? [],
            Claims = UserClaimsJson.Read(claims.RootElement),
        };
    }
}
