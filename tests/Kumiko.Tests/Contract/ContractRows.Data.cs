using Kumiko.Tests.Apps.Fields;
using Kumiko.Tests.Apps.Histories;
using Kumiko.Tests.Apps.Queries;
using Kumiko.Tests.Apps.Records;
using Kumiko.Tests.Apps.Relations;
using Kumiko.Tests.Apps.Tenants;
using Kumiko.Tests.Fields;
using Kumiko.Tests.Steps;
using Kumiko.Tests.Transitions;

namespace Kumiko.Tests.Contract;

internal static partial class ContractRows
{
    private static readonly IReadOnlyList<ContractRow> Data =
    [
        new("r.Entity", "An event-sourced record: a class whose properties are the fields. Its table, its events of creating, updating and deleting, and its history follow from it.")
        {
            Declared = ["FeatureBuilder.Entity", "EntityBuilder.SoftDelete", "EntityBuilder.Table", "EntityBuilder.Index", "EntityBuilder.Unique", "EntityBuilder.UniqueAmongExisting"],
            Rules = ["KUM1006", "KUM1008", "KUM1009", "KUM2008", "KUM2012", "KUM2018", "KUM2019", "KUM2021", "KUM2022"],
            Tests = [typeof(WriteSpecification), typeof(UniqueSpecification), typeof(HistorySpecification), typeof(TimeTravelSpecification)],
            Recipes = ["TimeTravel"],
            Missing = "Full-text search: a list with `search` answers 422 search_adapter_not_wired.",
        },
        new("Fields", "What a property can hold and which bounds it has, checked on every way in.")
        {
            Declared =
            [
                "[Text]", "[LongText]", "[Number]", "[Decimal]", "[Date]", "[Timestamp]", "[TimeZone]", "[Select]", "[Items]", "[Key]", "[NotAField]",
                "[Filterable]", "[Sortable]", "EntityBuilder.DefaultCurrency",
            ],
            Rules = ["KUM2001-KUM2007", "KUM2009", "KUM2011", "KUM2013", "KUM2014", "KUM2017"],
            Tests = [typeof(FieldSpecification), typeof(MoneySpecification), typeof(ClockSpecification), typeof(CollectionSpecification), typeof(EmbeddedSpecification), typeof(HostileInputTests)],
        },
        new("Derived fields and totals", "What is computed from a record when it is read, and totals over embedded lists that are computed when it is written.")
        {
            Declared = ["EntityBuilder.Derived", "EntityBuilder.Total", "EntityBuilder.TotalsMatch"],
            Rules = ["KUM2015", "KUM2016"],
            Tests = [typeof(DerivedFieldTests), typeof(TotalsTests)],
        },
        new("Transitions", "From which state a field may go to which, and in which a record begins; enforced wherever records are written.")
        {
            Declared = ["EntityBuilder.Transitions", "TransitionBuilder.*", "HandlerBuilder.UnsafeSkipTransitionGuard"],
            Rules = ["KUM2060-KUM2069"],
            Tests = [typeof(TransitionSpecification), typeof(TransitionHistorySpecification)],
            Recipes = ["Transitions"],
        },
        new("r.Crud", "The standard commands and queries of an entity: create, update, delete, restore, list, detail, history.")
        {
            Declared = ["FeatureBuilder.Crud", "CrudBuilder.Without", "CrudBuilder.Allow", "CrudBuilder.RateLimit"],
            Rules = ["KUM1011", "KUM3032"],
            Tests = [typeof(WriteSpecification), typeof(ListSpecification), typeof(QuerySpecification)],
        },
        new("r.Relation", "References to records that must exist, also of other features; what becomes of the records below when one is deleted (restrict, cascade, set null); records that are written together; labels beside the ids in lists and details.")
        {
            Declared = ["FeatureBuilder.Relation", "[Reference]", "EntityBuilder.HasMany", "EntityBuilder.ManyToMany", "HasManyBuilder.*", "ManyToManyBuilder.*", "RelationBuilder.*"],
            Rules = ["KUM2010", "KUM2030-KUM2049"],
            Tests = [typeof(ReferenceSpecification), typeof(DeleteSpecification), typeof(DeleteRaceSpecification), typeof(NestedWriteSpecification), typeof(LabelSpecification)],
            Recipes = ["Relations", "NestedWrite", "ReferenceLabels"],
            Missing = "Search includes: there is no search yet.",
        },
        new("r.ReferenceData", "Rows that an application brings along, written at the start by their key, for all tenants.")
        {
            Declared = ["FeatureBuilder.ReferenceData"],
            Rules = ["KUM2020"],
            Tests = [typeof(ReferenceDataSpecification)],
        },
        Absent("r.RawTable", "A table outside the events, with a written reason."),
        new("r.UnmanagedTable", "A flat table without a life of its own, with a written reason, created by the schema.")
        {
            Declared = ["FeatureBuilder.UnmanagedTable"],
            Rules = ["KUM7034"],
            Tests = [typeof(StepRowSpecification)],
            Missing = "Writing it from code, and a page of operators that lists it.",
        },
    ];
}
