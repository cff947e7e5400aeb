namespace Kumiko.Bench.Host;

/// <summary>The record that is created and listed: ten fields of the usual kinds.</summary>
public class WorkOrder : Entity
{
    [Text(MaxLength = 120), Filterable, Sortable]
    public required string Title { get; set; }

    [LongText]
    public string? Notes { get; set; }

    [Text(MaxLength = 40)]
    public string? Contact { get; set; }

    [Filterable, Sortable]
    public WorkOrderStatus Status { get; set; } = WorkOrderStatus.Open;

    [Decimal(8, 2)]
    public decimal? Hours { get; set; }

    public Money? Quote { get; set; }

    public DateOnly? DueOn { get; set; }

    public DateTimeOffset? ReportedAt { get; set; }

    [Reference<Site>]
    public Guid? SiteId { get; set; }

    public bool IsUrgent { get; set; }
}
