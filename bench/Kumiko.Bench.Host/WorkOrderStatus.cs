namespace Kumiko.Bench.Host;

public enum WorkOrderStatus
{
    Open,
    Planned,
    Done,
}
