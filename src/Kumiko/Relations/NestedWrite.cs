using System.Text.Json;

namespace Kumiko;

/// <summary>
/// Records that are created together with their owner. Everything that is wrong with the shape of any of them is found before the first is written; then
/// each goes through the command <c>create</c> of its own entity, with all stages, in the transaction of the owner.
/// </summary>
internal static class NestedWrite
{
    private static readonly string[] Reserved = ["id"];

    /// <summary>Reads what a payload has under the names of relations.</summary>
    public static IReadOnlyList<NestedRecords> Read(EntityDefinition entity, JsonElement payload, IssueList issues)
    {
        var nested = new List<NestedRecords>();
        foreach (var relation in entity.NestedWrites)
        {
            if (payload.ValueKind != JsonValueKind.Object || !JsonNames.TryGetMember(payload, relation.Name, out var json))
            {
                continue;
            }

            if (json.ValueKind == JsonValueKind.Array)
            {
                nested.Add(new NestedRecords(relation, [.. json.EnumerateArray().Select((item, i) => ReadItem(relation, item, $"{relation.Name}.{i}", issues))]));
            }
            else
            {
                issues.Add(relation.Name, IssueCodes.InvalidType, ("expected", "array"), ("received", JsonNames.TypeOf(json)));
            }
        }

        return nested;
    }

    /// <summary>Creates the records.</summary>
    /// <param name="nested">What was read.</param>
    /// <param name="owner">The id of their owner.</param>
    /// <param name="context">The owner's context.</param>
    /// <exception cref="ValidationFailedException">One of them was refused; the paths begin with the relation's name and the record's number.</exception>
    public static async Task<IReadOnlyList<NestedResults>> Create(IReadOnlyList<NestedRecords> nested, Guid owner, QueryContext context)
    {
        var results = new List<NestedResults>(nested.Count);
        foreach (var (relation, items) in nested)
        {
            var created = new List<SaveResult>(items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                items[i].Input.Values[relation.Key.Ordinal] = owner;
                created.Add(await Create(relation, items[i], $"{relation.Name}.{i}.", context));
            }

            results.Add(new NestedResults(relation.Name, created));
        }

        return results;
    }

    private static NestedRecord ReadItem(RelationDefinition relation, JsonElement item, string path, IssueList issues)
    {
        var values = relation.Target.Schema.Bind(item, path, BindMode.Whole, issues, Reserved, given: relation.Key);
        return new NestedRecord(item, new CreateHandler.Arguments(CreateHandler.ReadId(relation.Target, item, path + ".", issues), values));
    }

    private static async Task<SaveResult> Create(RelationDefinition relation, NestedRecord record, string path, QueryContext context)
    {
        var services = context.Services;
        var outer = services.Unit.InputPath;
        services.Unit.InputPath = outer + path;
        try
        {
            var invocation = new Invocation(HandlerKind.Write, StandardHandlers.NameOf(CrudVerb.Create, relation.Target), services)
            {
                Payload = record.Payload,
                Input = record.Input,
                IsTyped = true,
                Actor = context.Actor,
            };
            return (SaveResult)(await services.Run!(invocation))!;
        }
        catch (ValidationFailedException refusal)
        {
            throw new ValidationFailedException([.. refusal.Issues.Select(issue => issue with { Path = At(path, issue.Path) })]);
        }
        finally
        {
            services.Unit.InputPath = outer;
        }
    }

    private static string At(string prefix, string path) => path == FieldIssue.Root ? prefix[..^1] : prefix + path;
}
