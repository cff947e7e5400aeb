using System.Text.Json;

namespace Kumiko;

/// <summary>A call of a command or query by its qualified name, as it arrives from outside.</summary>
/// <param name="Type">The handler's qualified name, such as <c>tickets:write:ticket:solve</c>.</param>
/// <param name="Payload">The input; <see cref="JsonValueKind.Undefined"/> counts as an empty object.</param>
public readonly record struct HandlerCall(string Type, JsonElement Payload);
