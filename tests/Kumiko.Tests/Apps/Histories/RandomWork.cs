using Kumiko.Tests.Apps.Fields;

namespace Kumiko.Tests.Apps.Histories;

/// <summary>Thinks up commands at random, sensible ones and others, about twenty ids in two tenants.</summary>
internal sealed class RandomWork(Random random)
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 20).Select(i => new Guid(i, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 7))];

    /// <summary>The version that each record should be at, as far as the answers tell.</summary>
    public Dictionary<(TenantId Tenant, string Entity, Guid Id), long> Versions { get; } = [];

    /// <summary>Odd ids are softly deleted records, even ones are not: a stream belongs to one entity.</summary>
    public static string EntityOf(Guid id) => id.ToByteArray()[0] % 2 == 1 ? "soft-sample" : "hard-sample";

    public TenantId Tenant(params IReadOnlyList<TenantId> tenants) => tenants[random.Next(tenants.Count)];

    public (string Name, string Payload)[] Commands(TenantId tenant) =>
        [.. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(2, 6) : 1).Select(_ => Command(tenant))];

    private (string Name, string Payload) Command(TenantId tenant)
    {
        var id = Ids[random.Next(Ids.Length)];
        var entity = EntityOf(id);
        var version = Versions.GetValueOrDefault((tenant, entity, id)) - (random.Next(8) == 0 ? 1 : 0);
        var name = $"chaos:write:{entity}:";
        return random.Next(12) switch
        {
            10 or 11 => ("chaos:write:archive", $$"""{"entity":"{{entity}}","id":"{{id}}"}"""),
            0 or 1 or 2 => (name + "create", $$"""{"id":"{{id}}"{{Fields(",")}}}"""),
            3 or 4 or 5 => (name + "update", $$"""{"id":"{{id}}","version":{{version}},"changes":{{{Fields("")}}} }"""),
            6 => (name + "delete", $$"""{"id":"{{id}}"}"""),
            7 when entity == "soft-sample" => (name + "restore", $$"""{"id":"{{id}}"}"""),
            8 when entity == "soft-sample" => (name + "poke",
                $$"""{"id":"{{id}}","why":"because {{random.Next(3)}}","fail":{{(random.Next(4) == 0 ? "true" : "false")}}}"""),
            9 when entity == "soft-sample" => (name + "poke-twice", $$"""{"id":"{{id}}","why":"because {{random.Next(3)}}"}"""),
            _ => (name + "update", $$"""{"id":"{{id}}","version":{{version}},"changes":{{{Fields("")}}} }"""),
        };
    }

    /// <summary>Some fields with some values, now and then a wrong one.</summary>
    private string Fields(string before)
    {
        var chosen = FieldCases.All.Where(_ => random.Next(6) == 0).Select(c =>
        {
            var value = random.Next(40) == 0 && c.Wrong.Length > 0 ? c.Wrong[0].Json
                : random.Next(5) == 0 ? "null" : c.Values[random.Next(c.Values.Length)];
            return $"\"{c.Name}\":{value}";
        }).ToList();
        return chosen.Count == 0 ? "" : before + string.Join(",", chosen);
    }
}
