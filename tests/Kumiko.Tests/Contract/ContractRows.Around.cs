using Kumiko.Tests.Apps.Queries;
using Kumiko.Tests.Apps.Records;
using Kumiko.Tests.Apps.Starting;
using Kumiko.Tests.Dispatch;
using Kumiko.Tests.Errors;
using Kumiko.Tests.Events;
using Kumiko.Tests.Operating;
using Kumiko.Tests.Projections;
using Kumiko.Tests.Rebuilds;
using Kumiko.Tests.Storage;

namespace Kumiko.Tests.Contract;

internal static partial class ContractRows
{
    private static readonly IReadOnlyList<ContractRow> Around =
    [
        new("The log", "Events with versions, correlation and causation, read without loss while others write.")
        {
            Tests = [typeof(LogReaderSpecification), typeof(StreamReadSpecification), typeof(ConcurrencySpecification)],
        },
        new("Archive and retention", "An archived stream takes no more events and loads as empty; what operators keep for a while only is pruned.")
        {
            Tests = [typeof(Events.ArchiveSpecification), typeof(RetentionSpecification)],
            Recipes = ["Archive"],
        },
        new("Time travel", "A record, a list or a state as it was at a time.")
        {
            Tests = [typeof(TimeTravelSpecification), typeof(EntityStateReaderSpecification)],
        },
        new("Rebuilding", "Tables are filled again from the log beside the live ones, compared, and swapped in while others write.")
        {
            Tests = [typeof(RebuildSpecification), typeof(BusyRebuildSpecification)],
            Recipes = ["Rebuild"],
        },
        new("Crashes", "What was acknowledged is there after a crash, and nothing is there by halves.")
        {
            Tests = [typeof(CrashSpecification)],
        },
        new("Operating", "What consumers, projections and tasks do, and what operators can do to them, audited.")
        {
            Tests = [typeof(OperatorSpecification)],
        },
        new("Writes", "Batches that are one, many rows at once, unique values, optimistic locking.")
        {
            Tests = [typeof(BatchSpecification), typeof(UniqueSpecification), typeof(ManyWritersSpecification), typeof(ReadYourWritesSpecification)],
        },
        new("Queries", "Lists with filters, order and cursors, and questions of handlers over declared tables.")
        {
            Tests = [typeof(ListSpecification), typeof(QuerySpecification)],
        },
        new("Schema", "Tables follow from the declarations; the development start makes them, production compares.")
        {
            Tests = [typeof(SchemaStartSpecification), typeof(SchemaSpecification)],
            Missing = "Migrations and a command that applies them.",
        },
        new("Errors", "A closed list of failures with codes, statuses, keys of texts, details and reasons, the same on every way out.")
        {
            Tests = [typeof(ErrorCatalogueTests), typeof(ErrorSpecification)],
        },
        new("Observability", "Traces, metrics and logs of what runs.")
        {
            Tests = [typeof(TelemetrySpecification), typeof(SecretSpecification)],
        },
        Absent("Readiness", "Which required settings and secrets are not set yet."),
        Absent("Files", "Fields for files and images, and where they are kept."),
    ];
}
