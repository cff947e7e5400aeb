namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>Only simple values are sealed.</summary>
    public static readonly DiagnosticRule SealedFieldType = new("KUM8001", "A field of this type cannot be sealed",
        "Sealing replaces one simple value by one text; what is asked about in the database, or has parts of its own, cannot be replaced.",
        "Use a text, a day, or a number; or annotate the fields inside of the object.");

    /// <summary>Whose data it is is known.</summary>
    public static readonly DiagnosticRule SubjectField = new("KUM8002", "Personal data names its subject by something that names nobody",
        "Without a subject there is no key to seal the value with, and nobody who could be forgotten.",
        "Name, with nameof, a stored property beside it that is a reference, a UUID, or a text that is not sealed itself.");

    /// <summary>Annotations of privacy stand where they have an effect.</summary>
    public static readonly DiagnosticRule PrivacyWithoutEffect = new("KUM8003", "An annotation of privacy has no effect",
        "The author believes that the value is protected, and it is not.",
        "Annotate fields of entities, of objects inside them, and of events that can be set; not inputs, keys, or values that are derived.");

    /// <summary>What is said about a field's privacy agrees.</summary>
    public static readonly DiagnosticRule PrivacyContradiction = new("KUM8004", "What is said about the privacy of a field contradicts itself",
        "It would not be known whose key seals the value, or whether any does.",
        "Leave one of [PersonalData], [TenantData] and [NotPersonal].");

    /// <summary>What must not be shown is not stored in the open.</summary>
    public static readonly DiagnosticRule SensitiveInTheOpen = new("KUM8005", "A sensitive field is stored in the open",
        "It would be hidden from those who ask the application, and stand in the database and its backups for all others to read.",
        "Add [PersonalData] or [TenantData].");

    /// <summary>The database cannot look into sealed values.</summary>
    public static readonly DiagnosticRule SealedComparison = new("KUM8006", "The database is asked about a sealed field",
        "It knows sealed values only, which are neither equal nor in any order.",
        "Remove the attribute or the index, or ask about another field; with Find = Find.Exact, a text can be filtered by, and be unique.");

    /// <summary>A value that can be gone can be null.</summary>
    public static readonly DiagnosticRule SealedNullability = new("KUM8007", "A sealed field that is no text cannot be null",
        "When its subject is forgotten, nothing is left of the value; a text then shows a marker, and any other type nothing.",
        "Make the property nullable.");

    /// <summary>Whoever says that data is not personal says why.</summary>
    public static readonly DiagnosticRule NotPersonalReason = new("KUM8008", "A field is said to hold no personal data, without a reason",
        "An auditor wants to know why.", "Write a reason.");

    /// <summary>Rows of projections are in the open.</summary>
    public static readonly DiagnosticRule PersonalRow = new("KUM8009", "The row of a projection holds personal data",
        "Rows are written without asking anybody for keys, so that the value would be stored in the open, and stay there when its subject is forgotten.",
        "Keep the id of the record in the row, and read the rest from the record.");

    /// <summary>Only what has a column of its own can be found.</summary>
    public static readonly DiagnosticRule FindableField = new("KUM8011", "A sealed field that cannot be found is to be found",
        "The hash that finds a value stands beside it in the entity's table: events and objects have no place for it, and long texts and numbers are not looked for so.",
        "Remove Find; or make it a text of one line of the entity itself.");

    /// <summary>Who can search for a value can guess it.</summary>
    public static readonly DiagnosticRule SensitiveFind = new("KUM8012", "A sensitive field can be searched for",
        "Whoever may filter by a value learns it by guessing, though no answer shows it.",
        "Remove Find, or [Sensitive].");

    /// <summary>What looks like personal data is looked at.</summary>
    public static readonly DiagnosticRule LooksPersonal = new("KUM8010", "A field looks like personal data and is stored in the open",
        "What stands in the log in the open can never be forgotten.",
        "Seal it with [PersonalData] or [TenantData]; or say with [NotPersonal(\"…\")] why that is not needed.")
    { Severity = DiagnosticSeverity.Warning };
}
