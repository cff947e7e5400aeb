using System.Collections.Frozen;

namespace Kumiko;

/// <summary>Which states of an entity's field may follow each other. States are named as on the wire.</summary>
public sealed class StateMachine
{
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _targets;

    internal StateMachine(Field field, IReadOnlyList<string> starts, IReadOnlyDictionary<string, IReadOnlyList<string>> targets)
    {
        Field = field;
        Starts = starts;
        _targets = targets.ToFrozenDictionary();
    }

    /// <summary>The field that holds the state.</summary>
    public Field Field { get; }

    /// <summary>The states in which a record may be created.</summary>
    public IReadOnlyList<string> Starts { get; }

    /// <summary>The states that may be left, each with those that may follow.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Transitions => _targets;

    /// <summary>The states that may follow a state; none for one that may not be left.</summary>
    /// <param name="state">The state; null for a record that has none yet.</param>
    public IReadOnlyList<string> AllowedFrom(string? state) => state is null ? Starts : _targets.GetValueOrDefault(state) ?? [];

    /// <summary>Refuses a record that does not begin where it may.</summary>
    internal void CheckStart(object? state)
    {
        if (state is string start && !Starts.Contains(start))
        {
            throw Refusal(null, start);
        }
    }

    /// <summary>Refuses a change that is not allowed. To stay as it is, is no change.</summary>
    internal void CheckChange(object? from, object? to)
    {
        if (!Equals(from, to))
        {
            CheckStep((string?)from, (string?)to);
        }
    }

    /// <summary>Refuses a step that is not allowed, the one from a state to itself included.</summary>
    internal void CheckStep(string? from, string? to)
    {
        if (to is null ? from is not null : !AllowedFrom(from).Contains(to))
        {
            throw Refusal(from, to);
        }
    }

    private UnprocessableException Refusal(string? from, string? to)
    {
        var allowed = AllowedFrom(from);
        var what = (from, to) switch
        {
            (null, _) => $"cannot begin as '{to}'",
            (_, null) => $"is '{from}' and cannot become nothing",
            _ when from == to => $"is '{from}' already",
            _ => $"cannot go from '{from}' to '{to}'",
        };
        return new UnprocessableException(
            "invalid_transition",
            $"'{Field.Name}' {what}; allowed: {(allowed.Count > 0 ? string.Join(", ", allowed) : "none")}.",
            new Dictionary<string, object?> { ["field"] = Field.Name, ["from"] = from, ["to"] = to, ["allowed"] = allowed }).Because(
            Denial.Of(DenialKind.Transition, $"from {from ?? "nothing"} to {(allowed.Count > 0 ? string.Join(", ", allowed) : "nothing")}", $"It {what}.") with
            {
                Field = Field.Name,
            });
    }
}
