using System.Reflection;

namespace Kumiko;

/// <summary>
/// Every rule that declarations are checked against. KUM1: names; KUM2: entities and fields; KUM3: access; KUM4: events; KUM5: composition; KUM6:
/// projections; KUM7: hooks and steps; KUM8: privacy.
/// </summary>
public static partial class DiagnosticRules
{
    /// <summary>A feature's name is the first part of every name that it declares.</summary>
    public static readonly DiagnosticRule FeatureName = new("KUM1001", "A feature's name is one kebab-case word",
        "The name is the scope of every handler and event of the feature: it travels in requests and stands in the log for ever.",
        "Use lower-case letters, digits and dashes, beginning with a letter: 'order-entry'.");

    /// <summary>Feature names are unique.</summary>
    public static readonly DiagnosticRule DuplicateFeature = new("KUM1002", "Two features have one name",
        "Their handlers and events could not be told apart.", "Rename one of them, or add the feature only once.");

    /// <summary>Handlers and events have names that can be qualified.</summary>
    public static readonly DiagnosticRule IllegalName = new("KUM1003", "A name has a part that is not kebab-case",
        "Qualified names are read by clients and stored in events; one form for all of them keeps every spelling mistake visible.",
        "Each part between colons begins with a lower-case letter and has only lower-case letters, digits and dashes.");

    /// <summary>Short names stay short.</summary>
    public static readonly DiagnosticRule QualifiedTwice = new("KUM1004", "A name is qualified already",
        "The framework puts the feature and the kind in front; a name that has them would get them twice.",
        "Give the short name only.");

    /// <summary>Handler names are unique in their feature.</summary>
    public static readonly DiagnosticRule DuplicateHandler = new("KUM1005", "Two handlers have one name",
        "Only one of them could ever run.", "Rename one of them, or leave the generated one out.");

    /// <summary>Entity names are unique in the application.</summary>
    public static readonly DiagnosticRule DuplicateEntity = new("KUM1006", "Two entities have one name",
        "An entity's name is the type of its streams in the log, for the whole application.", "Rename one of the classes, or declare it only once.");

    /// <summary>Event names are unique in their feature.</summary>
    public static readonly DiagnosticRule DuplicateEvent = new("KUM1007", "Two events have one name or one type",
        "The log could not say which of them happened.", "Rename one of them; declare each payload type once.");

    /// <summary>Each entity and each projection has a table of its own.</summary>
    public static readonly DiagnosticRule SharedTable = new("KUM1008", "Two entities or projections share a table",
        "Each table is derived from the events of one entity, or by one projection.", "Give one of them another table with Table(\"…\").");

    /// <summary>Names of tables and indexes fit every database.</summary>
    public static readonly DiagnosticRule PhysicalName = new("KUM1009", "A table has a name that a database cannot use",
        "PostgreSQL cuts identifiers at 63 bytes, and the framework's own tables begin with 'kumiko_'.",
        "Use lower-case letters, digits and underscores, at most 50 characters, beginning with 'read_'.");

    /// <summary>A description says something, once.</summary>
    public static readonly DiagnosticRule Description = new("KUM1010", "A feature is described twice, or with nothing",
        "The description is what readers of the manifest and of the reference see first.", "Call Describe once, with one to three sentences.");

    /// <summary>A command's or query's type names one handler.</summary>
    public static readonly DiagnosticRule SharedInput = new("KUM1011", "Two handlers take one type",
        "The type is the handle by which code and tests call the handler without writing its name.", "Give each handler a record of its own.");

    /// <summary>Fields have types that the stores know.</summary>
    public static readonly DiagnosticRule UnknownFieldType = new("KUM2001", "A property is of a type that no field can have",
        "It could not be stored, validated or shown.",
        "Use string, bool, int, long, double, decimal, Money, Guid, DateOnly, DateTimeOffset, LocatedTimestamp, JsonObject, an enum, a class of your own, "
        + "or a list of these; or mark the property with [NotAField].");

    /// <summary>Attributes stand where they have an effect.</summary>
    public static readonly DiagnosticRule MisplacedAttribute = new("KUM2002", "An attribute stands on a field that it does not apply to",
        "It would be accepted and do nothing.", "Remove it, or change the property's type.");

    /// <summary>A field that cannot be empty has a value from the start.</summary>
    public static readonly DiagnosticRule NoInitialValue = new("KUM2003", "A field can neither be empty nor has it a value",
        "A record that is created without it would have nothing to store.", "Declare the property 'required', make it nullable, or give it an initial value.");

    /// <summary>Decimals have a sensible number of digits.</summary>
    public static readonly DiagnosticRule DecimalDigits = new("KUM2004", "A decimal has an impossible number of digits",
        "The column could not be made.", "Choose a precision of 1 to 28 and a scale from 0 to the precision.");

    /// <summary>A select offers something.</summary>
    public static readonly DiagnosticRule NoOptions = new("KUM2005", "A select has no options, or one of them twice",
        "Nothing could be chosen, or it would not be known what.", "Name each option once; options are not blank.");

    /// <summary>The default passes the field's own rules.</summary>
    public static readonly DiagnosticRule InvalidDefault = new("KUM2006", "A field's initial value breaks its own rules",
        "Every record that is created without the field would be invalid.", "Change the initial value or the bounds.");

    /// <summary>Bounds leave something between them.</summary>
    public static readonly DiagnosticRule ImpossibleBounds = new("KUM2007", "A field's bounds leave nothing between them, or cannot be read",
        "No value would be valid.", "Put the smaller bound first; write dates as yyyy-MM-dd and instants as yyyy-MM-ddTHH:mm:ssZ.");

    /// <summary>Fields do not take the framework's names.</summary>
    public static readonly DiagnosticRule ReservedField = new("KUM2008", "A field has a name that is taken",
        "Two values would share one column, or one name on the wire.", "Rename the property.");

    /// <summary>A clock hangs somewhere.</summary>
    public static readonly DiagnosticRule LocatedBy = new("KUM2009", "LocatedBy does not name a time zone field",
        "A clock on the wall has no meaning without its place.", "Name a sibling property that has [TimeZone], with nameof.");

    /// <summary>References point at entities that are there.</summary>
    public static readonly DiagnosticRule ReferenceTarget = new("KUM2010", "A reference points at an entity that is not there",
        "The reference could never be followed.", "Declare the entity, or require the feature that declares it.");

    /// <summary>Only what can be compared is filtered and sorted by.</summary>
    public static readonly DiagnosticRule NotComparable = new("KUM2011", "A field of this type cannot be filtered or sorted by",
        "The declaration would be accepted and do nothing.", "Remove the attribute, or choose another type.");

    /// <summary>Indexes have columns that can be indexed.</summary>
    public static readonly DiagnosticRule IndexColumns = new("KUM2012", "An index has no fields, one of them twice, or one that cannot be indexed",
        "The database would refuse it, or it would never be used.", "Name stored fields of the entity, each once; long texts, lists, objects and JSON cannot be indexed.");

    /// <summary>Embedded objects have fields, and no objects inside.</summary>
    public static readonly DiagnosticRule EmbeddedShape = new("KUM2013", "An embedded object has no fields, or fields that it cannot have",
        "Embedded objects are one level deep, so that forms, filters and history can show them.",
        "Use text, numbers, booleans, dates, money, selects and references inside, or make an entity of its own.");

    /// <summary>Lists can have a length.</summary>
    public static readonly DiagnosticRule ItemBounds = new("KUM2014", "A list's bounds are impossible",
        "No list would be valid.", "Choose 0 <= Min <= Max, and Max of at least 1.");

    /// <summary>Totals add up money or numbers.</summary>
    public static readonly DiagnosticRule Totals = new("KUM2015", "A total is not about numbers of an embedded list",
        "There would be nothing to add up, or nothing to compare it with.",
        "Name a list of embedded objects, a number, decimal or money in it, and, for TotalsMatch, a money field of the entity.");

    /// <summary>Derived fields have names of their own.</summary>
    public static readonly DiagnosticRule DerivedField = new("KUM2016", "A derived field has the name of another field, or a type that cannot be shown",
        "Answers would have two values under one name.", "Rename it; derive text, numbers, booleans, dates or timestamps.");

    /// <summary>Money is of a currency.</summary>
    public static readonly DiagnosticRule CurrencyMissing = new("KUM2017", "An entity has money and no default currency, or an unknown one",
        "An amount without a currency means nothing.", "Call DefaultCurrency(\"EUR\") with a code of ISO 4217.");

    /// <summary>Records can be made.</summary>
    public static readonly DiagnosticRule NotConstructible = new("KUM2018", "A class cannot be made, or a property cannot be set",
        "Stored values could not be given to handlers.",
        "Make the class public and not abstract, with a parameterless constructor (or, for records, one whose parameters are its properties), and give properties a public set or init.");

    /// <summary>Only what was marked can be restored.</summary>
    public static readonly DiagnosticRule RestoreWithoutSoftDelete = new("KUM2019", "Restore is offered for an entity without soft delete",
        "A record that is gone cannot come back.", "Call SoftDelete() on the entity, or leave Restore out.");

    /// <summary>Reference data can be told apart and stored.</summary>
    public static readonly DiagnosticRule ReferenceRows = new("KUM2020", "Reference data has rows without a key, with one key twice, or with invalid values",
        "The rows are matched by their key at every start.", "Give every row a key of its own, and values that pass the entity's rules.");

    /// <summary>An entity is managed by the feature that declares it.</summary>
    public static readonly DiagnosticRule ForeignEntity = new("KUM2021", "A feature uses an entity as its own that another feature declares",
        "Its commands and rows belong to the feature that declares it.", "Move the declaration, or call the other feature's commands.");

    /// <summary>An entity is declared once, with its options in one place.</summary>
    public static readonly DiagnosticRule DeclaredTwice = new("KUM2022", "Something is declared twice in one feature",
        "The second declaration would silently win, or do nothing.", "Keep one of them.");

    /// <summary>Reserved roles are given by the framework only.</summary>
    public static readonly DiagnosticRule ReservedRole = new("KUM3001", "A rule names a blank or reserved role",
        "'system', 'anonymous' and 'all' are given by the framework; no user can have them, so the rule would let nobody in.",
        "Name roles of your application, or use Access.SignedIn, Access.Anonymous or Access.Anyone.");

    /// <summary>Versions of events count from 1.</summary>
    public static readonly DiagnosticRule EventVersion = new("KUM4001", "An event has an impossible version",
        "Stored events carry the version, and 1 is the oldest that there can be.", "Count versions from 1.");

    /// <summary>A migration is one step, declared once.</summary>
    public static readonly DiagnosticRule MigrationStep = new("KUM4002", "A migration is not one step, or a step is declared twice",
        "Steps are applied one after the other; with two ways from one version it would not be known which payload comes out.",
        "Declare each step once, from a version to the next one: EventMigration<TEvent>(from: 1, to: 2, …).");

    /// <summary>Migrations lead from the oldest version to the declared one.</summary>
    public static readonly DiagnosticRule MigrationChain = new("KUM4003", "An event's migrations do not lead to its declared version",
        "Stored events of some version could not be read any more, or a step would never be used.",
        "Declare one migration for each step from 1 to the event's version, and none beyond it.");

    /// <summary>An event is migrated by the feature that declares it.</summary>
    public static readonly DiagnosticRule MigrationOwner = new("KUM4004", "A migration is for an event that the feature does not declare",
        "The shape of an event belongs to the feature that declares it.", "Move the migration beside the event's DefineEvent.");

    /// <summary>A declarative migration says one thing about each name.</summary>
    public static readonly DiagnosticRule MigrationNames = new("KUM4005", "A migration names a member blankly or twice",
        "Two values would end up under one name, and one of them would be lost.", "Rename each member once, to a name of its own; give one default and one map for each name.");

    /// <summary>Each aggregate has a name and a state of its own.</summary>
    public static readonly DiagnosticRule DuplicateAggregate = new("KUM4011", "Two aggregates have one name or one state",
        "The name is the type of the streams in the log, and the state's type is the handle by which they are loaded.",
        "Rename one of them; give each a state class of its own, and no entity's name.");

    /// <summary>An aggregate takes in events that are there.</summary>
    public static readonly DiagnosticRule FoldedEvent = new("KUM4012", "An aggregate takes in no events, one of them twice, or unknown ones",
        "Its state would never change, or not as it is written.", "Name declared events, each once, and require the feature that declares them.");

    /// <summary>An aggregate's state begins somewhere.</summary>
    public static readonly DiagnosticRule AggregateStart = new("KUM4013", "An aggregate's state cannot be made",
        "The first event would have nothing to change.", "Give the class a constructor without parameters, or call StartWith(() => …).");

    /// <summary>Snapshots are taken after some events.</summary>
    public static readonly DiagnosticRule SnapshotInterval = new("KUM4014", "Snapshots are taken at an impossible interval, or have an impossible version",
        "It would not be known when to take one.", "Choose Snapshot(every: …) of at least 1, mostly some hundred, and a version of at least 1.");

    /// <summary>A snapshot holds all that the state depends on.</summary>
    public static readonly DiagnosticRule SnapshotOfRecord = new("KUM4015", "An aggregate with snapshots takes in events of an entity's life",
        "Those events show the whole record, which is not part of the snapshot.", "Leave Snapshot out, or take in events of the domain only.");

    /// <summary>A command decides over an aggregate of its own feature.</summary>
    public static readonly DiagnosticRule DecisionState = new("KUM4016", "A command decides over a state that is no aggregate's of its feature",
        "The framework could not load it.", "Declare it with Aggregate<TState>(…) in the same feature.");

    /// <summary>Hard dependencies are there.</summary>
    public static readonly DiagnosticRule MissingRequirement = new("KUM5001", "A required feature is not there",
        "The feature says that it cannot work without it.", "Add the feature, or make the dependency optional.");

    /// <summary>Dependencies end somewhere.</summary>
    public static readonly DiagnosticRule RequirementCycle = new("KUM5002", "Features require each other in a circle",
        "There would be no order in which they could be set up.", "Turn one of the requirements into an optional one, or move what both need to a third feature.");

    /// <summary>Projections and consumers have names of their own.</summary>
    public static readonly DiagnosticRule DuplicateProjection = new("KUM6001", "Two projections or consumers have one name",
        "The name is that of the consumer's place in the log, and of the projection in every report.", "Rename one of them.");

    /// <summary>A projection follows from something.</summary>
    public static readonly DiagnosticRule NothingHandled = new("KUM6002", "A projection or consumer handles no event",
        "It would be accepted and do nothing.", "Say with On<…> what it does with which event.");

    /// <summary>Handled events can happen.</summary>
    public static readonly DiagnosticRule HandledEvent = new("KUM6003", "A projection or consumer handles an event that it cannot get",
        "The handler would never run, or depend on a feature that may not be there.",
        "Handle events that are declared with DefineEvent, or Created<…> and its siblings of declared entities; require the feature that declares them.");

    /// <summary>Sources are there.</summary>
    public static readonly DiagnosticRule ProjectionSource = new("KUM6004", "A projection has a source that it cannot have, or handles an event of none of its sources",
        "Its handlers would never run.", "Name entities that are declared here or by a required feature, or the aggregate type of other streams.");

    /// <summary>Rows can be told apart.</summary>
    public static readonly DiagnosticRule RowKey = new("KUM6005", "The rows of a projection cannot be told apart",
        "Handlers find a row by its key, and a rebuild has to find the same one.",
        "Put [Key] on properties of type string, int, long, bool, Guid, DateOnly, DateTimeOffset or an enum; or give the class a property 'Guid Id'.");

    /// <summary>A row's class names one table.</summary>
    public static readonly DiagnosticRule SharedRow = new("KUM6006", "Two projections have one class of rows",
        "The class is the handle by which handlers ask for rows: ctx.Rows<T>().", "Give each projection a class of its own.");

    /// <summary>Consumers can try again.</summary>
    public static readonly DiagnosticRule FailurePolicy = new("KUM6007", "A consumer's failure policy cannot be carried out",
        "It would never try, or never pause.", "Choose at least one attempt, a first pause of more than nothing, and a longest one that is not shorter.");

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<DiagnosticRule> All => Catalogue.Rules;

    /// <summary>Apart, so that it is filled when the fields of every file are.</summary>
    private static class Catalogue
    {
        public static IReadOnlyList<DiagnosticRule> Rules { get; } =
            [.. typeof(DiagnosticRules).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(f => f.FieldType == typeof(DiagnosticRule))
                .Select(f => (DiagnosticRule)f.GetValue(null)!)
                .OrderBy(r => r.Id, StringComparer.Ordinal)];
    }
}
