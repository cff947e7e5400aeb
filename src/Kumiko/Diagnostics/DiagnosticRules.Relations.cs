namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>Relations are about entities that are there, of features that the own one knows.</summary>
    public static readonly DiagnosticRule RelationEnds = new("KUM2030", "A relation is about an entity that is not there",
        "There would be nothing to relate.", "Declare the entity, or require the feature that declares it.");

    /// <summary>The records at the far side really refer to the near one.</summary>
    public static readonly DiagnosticRule RelationKey = new("KUM2031", "A relation's key does not refer to its entity",
        "It would not be known which records belong together.", "Name a property of type Guid or Guid? that has [Reference<…>] of the entity.");

    /// <summary>Relations have names that tell them apart.</summary>
    public static readonly DiagnosticRule RelationName = new("KUM2032", "A relation has a name that is taken, or cannot be written",
        "Clients send and read records under the relation's name, next to the entity's fields.",
        "Choose another name with Named(\"…\"): in camelCase, and no field or relation of the entity.");

    /// <summary>What becomes of a reference is possible, and said once.</summary>
    public static readonly DiagnosticRule RelationDelete = new("KUM2033", "What a relation does on a delete is impossible, or said twice",
        "The delete would fail each time, or one of two declarations would be passed over.",
        "Make the reference nullable for SetNull, choose Restrict or Cascade, or declare it in one relation only.");

    /// <summary>Records that are created together have commands to create them.</summary>
    public static readonly DiagnosticRule NestedWrite = new("KUM2034", "Records cannot be created together",
        "Each of them goes through its entity's command 'create', with that command's rules.",
        "Declare Crud for both entities and do not leave CrudVerb.Create out, or remove NestedWrite().");

    /// <summary>A reference's label is a field that can be shown in its place.</summary>
    public static readonly DiagnosticRule ReferenceLabel = new("KUM2035", "A reference's label cannot be shown",
        "Lists and details would show nothing, or much more than a label.",
        "Name a stored property of the entity that is referred to, with nameof: a short text, a choice, a number or a date.");
}
