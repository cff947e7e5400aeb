using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Records;

/// <summary>What specifications over the library share. Payloads are JSON, as clients send them.</summary>
public abstract class LibraryTests(DatabaseSource source) : AppSpecification(source)
{
    protected static Guid Unknown { get; } = new("99999999-0000-4000-8000-000000000000");

    protected virtual Task<TestApp> App() => Shared<LibraryFeature>();

    protected async Task<TestUser> User(TenantId? tenant = null) => (await App()).As(tenant ?? Tenant, "Librarian");

    protected async Task<JsonElement> Write(string handler, string payload, TenantId? tenant = null) =>
        await (await User(tenant)).WriteNamed("library:write:" + handler, payload);

    protected async Task<JsonElement> Query(string handler, string payload, TenantId? tenant = null) =>
        await (await User(tenant)).QueryNamed("library:query:" + handler, payload);

    protected async Task<JsonElement> Create(string entity, string payload, TenantId? tenant = null) =>
        (await Write(entity + ":create", payload, tenant)).GetProperty("data");

    protected Task<JsonElement> Update(string entity, Guid id, long version, string changes, TenantId? tenant = null) =>
        Write(entity + ":update", $$"""{"id":"{{id}}","version":{{version}},"changes":{{changes}}}""", tenant);

    protected Task<JsonElement> Delete(string entity, Guid id, TenantId? tenant = null) => Write(entity + ":delete", $$"""{"id":"{{id}}"}""", tenant);

    protected Task<JsonElement> Restore(string entity, Guid id, TenantId? tenant = null) =>
        Write(entity + ":restore", $$"""{"id":"{{id}}"}""", tenant);

    protected Task<JsonElement> Detail(string entity, Guid id, string more = "", TenantId? tenant = null) =>
        Query(entity + ":detail", $$"""{"id":"{{id}}"{{more}}}""", tenant);

    protected async Task<IReadOnlyList<JsonElement>> History(string entity, Guid id, string more = "", TenantId? tenant = null) =>
        (await Query(entity + ":history", $$"""{"id":"{{id}}"{{more}}}""", tenant)).GetProperty("rows").Items();

    /// <summary>A field of all rows of a list, joined by spaces.</summary>
    protected async Task<string> Shown(string entity, string field, string request = "{}", TenantId? tenant = null) => string.Join(' ',
        (await Query(entity + ":list", request, tenant)).GetProperty("rows").Items().Select(r => r.GetProperty(field).ToString()));
}
