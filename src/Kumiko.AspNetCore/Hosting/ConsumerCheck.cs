using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore;

/// <summary>Tells of consumers that have failed or are too far behind, where the options ask for it.</summary>
internal sealed class ConsumerCheck(KumikoApplication application, IOptions<KumikoHttpOptions> options) : IOptionalCheck
{
    public string Name => "consumers";

    public bool IsAskedFor => options.Value.Readiness.Consumers == ConsumerReadiness.Checked;

    public async Task Check(CancellationToken cancellation)
    {
        if (await application.Operations.Consumers.Problems(options.Value.Readiness.LongestConsumerLag, cancellation) is { Count: > 0 } problems)
        {
            throw new InvalidOperationException(string.Join(" ", problems));
        }
    }
}
