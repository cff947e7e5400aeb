using System.Collections.Frozen;

namespace Kumiko;

/// <summary>Every failure that clients may get from the dispatcher. The reference is made of it.</summary>
internal static partial class ErrorCatalogue
{
    private const string Never = "no";
    private const string WhenChanged = "with other input";
    private const string Reread = "after reading again";
    private const string Later = "later";

    /// <summary>All of them, by status.</summary>
    public static IReadOnlyList<ErrorDescription> All { get; } =
    [
        new(typeof(ValidationFailedException), "validation_error", 400, "errors.validation.failed",
            "The input is wrong. All issues are reported, each with its path, code, key and parameters.", WhenChanged) { Details = ["fields"] },
        new(typeof(AccessDeniedException), "access_denied", 403, "errors.access.denied",
            "The rule of the handler does not name the caller, or a field was sent or changed that the caller may not set.", "with other roles")
        {
            Details = ["handler?", "entity?", "field?", "reason?"],
            Reasons = [new("field_access_denied", "The caller may not set the field.") { I18nKey = "errors.access.fieldDenied" }],
        },
        new(typeof(FeatureDisabledException), "feature_disabled", 403, "errors.feature.disabled",
            "The feature is switched off for the tenant, or one that it requires is.", "when it is switched on")
        {
            Details = ["reason", "feature", "handler", "requiredFeature?"],
        },
        new(typeof(NotFoundException), "not_found", 404, "errors.notFound",
            "There is no such handler or record, or none that the caller may see: the two cannot be told apart. The reason is the entity's name in snake_case with `_not_found`.",
            Never) { Details = ["reason", "entity", "id"] },
        new(typeof(ConflictException), "conflict", 409, "errors.conflict",
            "The state of the system does not allow it now.", Reread) { Details = ["reason"], Reasons = Conflicts },
        new(typeof(DeleteRestrictedException), "conflict", 409, "errors.deleteRestricted",
            "Other records refer to the one that was to be deleted, and their relation forbids it.", "when they are gone")
        {
            Details = ["reason", "relation", "blockingEntity", "entity", "entityId", "count"],
            Reasons = [new("delete_restricted", "The only reason of this type.")],
        },
        new(typeof(VersionConflictException), "version_conflict", 409, "errors.versionConflict",
            "Somebody else changed the record since the caller read it.", Reread) { Details = ["entityId", "expectedVersion", "currentVersion"] },
        new(typeof(UniqueViolationException), "unique_violation", 409, "errors.uniqueViolation",
            "Another record of the tenant has the same values in these fields.", WhenChanged) { Details = ["entityName", "fields"] },
        new(typeof(IdempotentReplayException), "idempotent_replay", 409, "errors.idempotentReplay",
            "An event with the same idempotency key was appended before.", Never) { Details = ["idempotencyKey"] },
        new(typeof(StreamArchivedException), "stream_archived", 409, "errors.streamArchived",
            "The stream is archived: nothing can be written to it.", "when it is restored") { Details = ["entityId"] },
        new(typeof(UnprocessableException), "unprocessable", 422, "errors.unprocessable",
            "A rule of the business forbids it. Features have reasons of their own.", WhenChanged) { Details = ["reason"], Reasons = BrokenRules },
        new(typeof(UnconfiguredException), "unconfigured", 422, "errors.unconfigured",
            "A setting that the feature needs is empty.", "when it is set") { Details = ["reason", "feature", "key", "hint?"] },
        new(typeof(RateLimitedException), "rate_limited", 429, "errors.rate_limited",
            "The caller, or all callers together, have called too often. The header `Retry-After` says how long to wait.", "after `retryAfterSeconds`")
        {
            Details = ["per", "limit", "windowSeconds", "remaining", "retryAfterSeconds", "resetAt"],
        },
        new(typeof(InternalErrorException), "internal_error", 500, "errors.internal",
            "Anything unexpected. Outside development clients see neither message nor details; the log has both, under the request's id.", "perhaps"),
        new(typeof(ProjectionBehindException), "projection_behind", 503, "errors.projectionBehind",
            "A query waited for a table, and it did not come far enough in time.", "at once") { Details = ["projection", "position", "wanted"] },
    ];

    private static readonly FrozenDictionary<string, string> Keys = All.SelectMany(e => e.Reasons).ToFrozenDictionary(r => r.Name, r => r.I18nKey);

    /// <summary>The key of a reason that the framework gives; null for those of features.</summary>
    public static string? KeyOf(string reason) => Keys.GetValueOrDefault(reason);
}
