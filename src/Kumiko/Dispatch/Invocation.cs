using System.Text.Json;

namespace Kumiko;

/// <summary>One call on its way through the stages.</summary>
internal sealed class Invocation(HandlerKind kind, string name, InvocationServices services)
{
    public HandlerKind Kind => kind;

    public string Name => name;

    public InvocationServices Services => services;

    /// <summary>What arrived from outside; undefined where C# code made the input.</summary>
    public JsonElement Payload { get; init; }

    /// <summary>On whose behalf and in which tenant; null for the caller in their own.</summary>
    public Actor? Actor { get; init; }

    /// <summary>The same, never null.</summary>
    public Actor ActorOrCaller => Actor ?? new Actor(services.Caller.User.Tenant, services.Caller.User.Id, services.Caller.Request);

    /// <summary>Found by the first stage.</summary>
    public HandlerDefinition Handler { get; set; } = null!;

    /// <summary>Read from the payload, or made by C# code.</summary>
    public object? Input { get; set; }

    /// <summary>Whether <see cref="Input"/> was made by C# code.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Whether the call was counted against the handler's limits. A nested command that is tried again is still one call.</summary>
    public bool IsCounted { get; set; }

    public object? Result { get; set; }
}
