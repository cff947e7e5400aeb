using System.Text.Json.Nodes;

namespace Kumiko;

/// <summary>An operator gave an order. It stands in the log, in the system tenant, before the order is carried out.</summary>
/// <param name="Action">What: the command's short name, such as <c>consumer:pause</c>.</param>
/// <param name="Target">On what: the name of a consumer or a projection, the id of a dead letter, or <c>log</c>.</param>
/// <param name="Details">The rest of the order.</param>
public sealed record OperatorActed(string Action, string Target, JsonObject? Details);

/// <summary>The order before it in the stream was not carried out, or not whole.</summary>
/// <param name="Reason">The name of the failure, in snake_case.</param>
public sealed record OperatorActionFailed(string Reason);
