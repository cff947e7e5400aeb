namespace Kumiko.Bench.Peer;

public sealed record WorkOrder(
    Guid? Id,
    string Title,
    string? Notes,
    string? Contact,
    string Status,
    decimal? Hours,
    decimal? Quote,
    DateOnly? DueOn,
    DateTimeOffset? ReportedAt,
    Guid? SiteId,
    bool IsUrgent,
    DateTimeOffset? InsertedAt);
