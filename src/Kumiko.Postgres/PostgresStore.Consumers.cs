using Kumiko.Postgres.Consumers;
using Kumiko.Storage;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public override ConsumerDirectory Consumers => field ??= new PostgresConsumers(this);
}
