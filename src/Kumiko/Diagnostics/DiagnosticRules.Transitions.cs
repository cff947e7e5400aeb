namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>Transitions are about a select.</summary>
    public static readonly DiagnosticRule TransitionField = new("KUM2060", "Transitions are declared for something that has no states",
        "Only a field that holds one of several options can go from one to another.", "Name a stored property of an enum, or a text with [Select(…)].");

    /// <summary>States are options.</summary>
    public static readonly DiagnosticRule TransitionState = new("KUM2061", "Transitions name a state that is not an option of the field",
        "No record could ever be in it.", "Use the members of the field's enum, or the options of its [Select(…)].");

    /// <summary>Each transition is declared once.</summary>
    public static readonly DiagnosticRule TransitionTwice = new("KUM2062", "Transitions are declared twice",
        "It would not be known which of the two holds.", "Call Transitions once for a field, From once for a state, and name each state once behind it.");

    /// <summary>Transitions lead somewhere.</summary>
    public static readonly DiagnosticRule TransitionEmpty = new("KUM2063", "Transitions lead nowhere",
        "A state that is not named with From cannot be left anyway; the declaration would say nothing.", "Add To(…), or leave the From out.");

    /// <summary>Records begin where they may.</summary>
    public static readonly DiagnosticRule TransitionStart = new("KUM2064", "A field's initial value is none of the states in which records begin",
        "Nothing could be created without sending the field.", "Name the initial value in Starts(…), or change it.");

    /// <summary>Declared transitions can happen.</summary>
    public static readonly DiagnosticRule TransitionReach = new("KUM2065", "Transitions leave a state that no record can reach",
        "They would never be used.", "Name the state in Starts(…), or let a transition lead to it.");

    /// <summary>A guard is skipped where there is one, for a reason.</summary>
    public static readonly DiagnosticRule TransitionSkip = new("KUM2066", "The transition guard is skipped without a reason, or where there is none",
        "The events carry the reason; and queries, decisions over streams, and applications without transitions have no guard to skip.",
        "Write a reason, or remove UnsafeSkipTransitionGuard.");
}
