using Kumiko.Tests.Apps.Tenants;
using Kumiko.Tests.Dispatch;
using Kumiko.Tests.Permissions;
using Kumiko.Tests.Privacy;

namespace Kumiko.Tests.Contract;

internal static partial class ContractRows
{
    private static readonly IReadOnlyList<ContractRow> Access =
    [
        new("Rules of access", "Who may call: roles, everyone who is signed in, visitors. Nothing is open without a rule.")
        {
            Declared = ["FeatureBuilder.Roles"],
            Rules = ["KUM3001", "KUM3004", "KUM3050"],
            Tests = [typeof(AccessSpecification), typeof(AccessMatrixSpecification)],
            Recipes = ["Access", "AnonymousAccess"],
        },
        new("Ownership of records", "Which records a role may see and change, as a condition over the record, the user and the claims; the same in SQL and in memory.")
        {
            Declared = ["EntityBuilder.ReadableBy", "EntityBuilder.WritableBy"],
            Rules = ["KUM3003", "KUM3005"],
            Tests = [typeof(OwnershipReadSpecification), typeof(OwnershipWriteSpecification), typeof(RandomRuleSpecification), typeof(StreamAccessSpecification), typeof(HiddenRecordSpecification)],
            Recipes = ["Ownership"],
        },
        new("Access to fields", "Who may read and who may write a field, also inside of objects and lists, on every way in and out.")
        {
            Declared = ["[ReadableBy]", "[WritableBy]", "EntityBuilder.Field", "EntityBuilder.ItemField", "FieldAccessBuilder.*"],
            Rules = ["KUM3006", "KUM3007"],
            Tests = [typeof(FieldReadSpecification), typeof(FieldWriteSpecification), typeof(EmbeddedRuleSpecification)],
            Recipes = ["FieldAccess"],
        },
        new("Personal data", "Sealed under the key of whom it is about before it is stored, and gone for good when that key is destroyed; what is sensitive never leaves.")
        {
            Declared = ["[PersonalData]", "[TenantData]", "[Sensitive]", "[NotPersonal]"],
            Rules = ["KUM8001-KUM8049"],
            Tests = [typeof(SealingSpecification), typeof(ForgettingSpecification), typeof(FindingSpecification), typeof(KeySpecification), typeof(OperatorKeySpecification), typeof(ReleaseSpecification)],
            Recipes = ["Privacy"],
        },
        new("Why denied", "Which rule refused a call: in development in the failure, in production in the log, and at any time for operators who ask.")
        {
            Tests = [typeof(DenialSpecification), typeof(ExplainSpecification)],
            Recipes = ["WhyDenied"],
        },
        new("Tenants", "A tenant's rows and events are reached through its own calls only; crossing takes a written reason.")
        {
            Declared = ["FeatureBuilder.SystemScope"],
            Tests = [typeof(TenantIsolationSpecification), typeof(CrossingSpecification), typeof(CrossTenantSpecification)],
        },
    ];
}
