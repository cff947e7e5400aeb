using System.Text.Json.Nodes;

namespace Kumiko;

/// <summary>
/// Asks what the rules say to a user: who may call a handler, who may read or write a record and its fields. Nothing is carried out, nothing is counted,
/// and nothing of a record is shown. Answers with an <see cref="AccessExplanation"/>.
/// </summary>
/// <param name="Tenant">The tenant in which the user acts.</param>
/// <param name="User">The user's id.</param>
/// <param name="Roles">The user's roles in that tenant; <c>anonymous</c> for a visitor, left out for none.</param>
/// <param name="Handler">The qualified name of a handler; left out where only records are asked about.</param>
/// <param name="Entity">The entity; left out for that of the handler, where it has one.</param>
/// <param name="Record">The record's id; left out where only the rules as such are asked about.</param>
/// <param name="Operation">Whether records are read or written; left out for what the handler does.</param>
/// <param name="Claims">The user's claims, as a token has them.</param>
public sealed record ExplainAccess(
    Guid Tenant,
    string User,
    IReadOnlyList<string>? Roles = null,
    string? Handler = null,
    string? Entity = null,
    Guid? Record = null,
    AccessOperation? Operation = null,
    JsonObject? Claims = null);
