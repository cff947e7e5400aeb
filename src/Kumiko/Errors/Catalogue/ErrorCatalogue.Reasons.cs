namespace Kumiko;

/// <content>The finer names that the framework gives. Each stands here, or a test fails.</content>
internal static partial class ErrorCatalogue
{
    private static IReadOnlyList<ErrorReason> Conflicts =>
    [
        new("stale_state", "Somebody else changed the same records at the same time."),
        new("contention", "Others kept changing the same records, however often it was tried again.", Later),
        new("request_in_progress", "The same request is being answered.", Later),
        new("rebuild_running", "The projection is being rebuilt or verified.", Later),
        new("consumer_busy", "The consumer could not be held for the replay.", Later),
        new("consumer_moved_on", "The consumer's next event is another one by now."),
        new("dead_letter_gone", "The dead letter was replayed by somebody else, or the consumer was taken away."),
        new("retention_held_back", "Consumers have not passed the events yet that the log was to forget.", Later),
    ];

    private static IReadOnlyList<ErrorReason> BrokenRules =>
    [
        new("invalid_transition", "The field cannot go from its state to the other one; the details say where it may go."),
        new("ownership_denied", "None of the caller's roles may write the record, or the field of it, as it is or as it would be.", "with other roles"),
        new("not_deleted", "A record was to be restored that is not deleted."),
        new("not_archived", "A stream was to be restored that is not archived."),
        new("soft_delete_not_enabled", "A record was to be restored whose entity has no soft delete.", Never),
        new("search_adapter_not_wired", "A list was to be searched, and no search is set up."),
        new("cascade_too_large", "A delete would delete more at once than one transaction should.", "when less depends on it"),
        new("request_id_reused", "The request's id was used before, for something else.", "with another id"),
        new("mail_refused", "A mail was to be sent that nobody can send as it is."),
        new("webhook_refused", "A webhook was to be called at an address that the application does not allow."),
        new("subject_forgotten", "Something was to be sealed for somebody who has been forgotten.", Never),
        new("nothing_sealed", "Keys were asked about where nothing is sealed.", Never),
        new("keys_elsewhere", "The keys live in a store of their own, which wraps them as it likes.", Never),
        new("operator_alone", "An order of operators was called together with other commands.", "by itself"),
        new("rebuild_needs_all_tenants", "The projection cannot be derived for one tenant alone."),
        new("consumer_has_table", "A consumer with a table cannot be rewound, only rebuilt."),
        new("rewind_goes_forward", "The consumer has not come to the position that it was to be rewound to."),
        new("replay_failed", "The dead letter failed again.", "when its cause is mended"),
        new("replay_of_what", "Neither or both of a dead letter and a consumer were named."),
        new("revive_what", "Neither or both of a task and a kind were named."),
        new("retention_names_nothing", "No kind of aggregate was named."),
        new("retention_without_age", "No age was given."),
        new("retention_of_living_records", "The rows of entities must stay derivable from the log."),
        new("retention_forgets_rows", "Projections are derived from the events, and nothing says why that does not matter."),
    ];
}
