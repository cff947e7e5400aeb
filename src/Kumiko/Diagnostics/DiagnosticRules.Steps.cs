namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>Steps can be told apart.</summary>
    public static readonly DiagnosticRule StepName = new("KUM7020", "A step has a name that is not kebab-case, or that another step has",
        "The name is how tools, logs and later versions know the step.",
        "Give each step of the command one kebab-case word of its own; 'return' is taken.");

    /// <summary>A command answers, once, at the end.</summary>
    public static readonly DiagnosticRule StepReturn = new("KUM7021", "The steps of a command do not end with one Return",
        "It would not be known what the command answers, or steps would never run.", "End with p.Return(…), or p.Return() where there is nothing to answer.");

    /// <summary>Results are there when they are used.</summary>
    public static readonly DiagnosticRule StepUse = new("KUM7022", "A step uses a result that may not be there",
        "It would fail whenever the other step has not run.", "Use results of steps before it in the same list, or in a list around it; let a branch return its result.");

    /// <summary>Steps run where they are written.</summary>
    public static readonly DiagnosticRule StepPlace = new("KUM7023", "A step is added to another list than the one it is written in",
        "It would run before or after the branch or loop in which it stands, whatever the condition says.", "Use the builder that the list was given.");

    /// <summary>What steps are about is there.</summary>
    public static readonly DiagnosticRule StepTarget = new("KUM7024", "A step is about something that is not there for its feature",
        "It could never run.", "Declare it, or require the feature that does.");

    /// <summary>Lists of steps do something.</summary>
    public static readonly DiagnosticRule StepBody = new("KUM7025", "A branch or a loop has a list without steps",
        "It would be accepted and do nothing.", "Add steps to it, or leave it out.");

    /// <summary>What reaches beyond a feature is said at its head.</summary>
    public static readonly DiagnosticRule StepOptIn = new("KUM7030", "A step reaches beyond its feature, which does not say so",
        "Who reads the head of a feature should see that it calls others, other systems, or people.", "Call r.Requires().Step(…) with the kind.");

    /// <summary>Tables outside of the log are written by those who say so.</summary>
    public static readonly DiagnosticRule RowsOptIn = new("KUM7031", "A step writes a table that its feature does not require",
        "Who reads the head of a feature should see which tables it changes without an event.", "Call r.Requires().Projection<…>() with the class of the rows.");

    /// <summary>The log is the truth.</summary>
    public static readonly DiagnosticRule ManagedRows = new("KUM7032", "Steps are to write rows that follow from events",
        "The log would no longer say why the rows are as they are, and the next rebuild would undo the change.",
        "Append an event that the projection handles, change the record, or declare a table of its own with r.UnmanagedTable<…>(…).");

    /// <summary>What a feature requires for its steps is used.</summary>
    public static readonly DiagnosticRule IdleOptIn = new("KUM7033", "A feature requires something for its steps that none of them needs",
        "It would be accepted and do nothing.", "Remove the call, or add the step.");

    /// <summary>A table outside of the log has a reason.</summary>
    public static readonly DiagnosticRule UnmanagedReason = new("KUM7034", "A table outside of the log has no reason",
        "What is changed in it is in no history, and nothing brings it back; operators want to know why.", "Say why, or use an entity instead.");
}
