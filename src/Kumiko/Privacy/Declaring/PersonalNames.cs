using System.Collections.Frozen;

namespace Kumiko;

/// <summary>Names of fields that mostly hold data about people, or what people wrote.</summary>
internal static class PersonalNames
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "email", "emailaddress", "phone", "phonenumber", "mobile", "address", "street", "postalcode", "zip", "zipcode", "city", "displayname", "firstname",
        "lastname", "fullname", "birthday", "birthdate", "dateofbirth", "dob", "ssn", "taxid", "vatid", "passport", "iban", "bic",
        "body", "text", "content", "message", "comment", "description", "note", "notes",
    ]);

    /// <summary>Whether a field's name is one of them, however it is written.</summary>
    public static bool Has(string member) => Names.Contains(member.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant());

    /// <summary>Whether a field could hold what its name promises.</summary>
    public static bool CanHold(FieldType type) =>
        type is TextType or DateType or IntegerType or BigIntegerType or RealType or DecimalType;
}
