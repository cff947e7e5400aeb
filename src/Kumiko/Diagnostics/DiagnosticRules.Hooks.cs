namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>Hooks are about something.</summary>
    public static readonly DiagnosticRule HookTarget = new("KUM7001", "A hook is on something that does not exist",
        "It would never run, and nobody would notice.",
        "Name the input of a declared command or query, a declared entity, or a standard handler that Crud does not leave out.");

    /// <summary>Hooks are on what a feature knows.</summary>
    public static readonly DiagnosticRule HookStranger = new("KUM7002", "A hook is on something of a feature that is not required",
        "The order in which hooks run follows from what features require; and the application could start without that feature.",
        "Require the other feature.");

    /// <summary>Hooks can happen.</summary>
    public static readonly DiagnosticRule HookFit = new("KUM7003", "A hook does not fit what it is on",
        "It would never run: commands are checked, save and delete; queries are asked and answer.",
        "Put the hook on a handler of the other kind, or choose another kind of hook.");

    /// <summary>Hooks do something.</summary>
    public static readonly DiagnosticRule HookEmpty = new("KUM7004", "Hooks are declared without any hook",
        "The declaration says nothing.", "Add a hook, or remove the declaration.");

    /// <summary>Queued hooks are found again.</summary>
    public static readonly DiagnosticRule HookName = new("KUM7005", "Two hooks after commits have one name",
        "The queue finds the code again by the name; it would not be known which of the two was meant.", "Give each hook of the feature its own name.");
}
