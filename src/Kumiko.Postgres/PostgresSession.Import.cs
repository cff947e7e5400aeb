using Kumiko.Storage;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    public override Task ImportEvents(IReadOnlyCollection<NewEvent> events, CancellationToken cancellation = default) => throw new NotImplementedException();
}
