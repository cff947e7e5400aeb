using System.Collections.Concurrent;

namespace Kumiko.Tests.Toggles;

/// <summary>Switches that a test turns.</summary>
internal sealed class SwitchesOfTest : IFeatureSwitches
{
    private readonly ConcurrentDictionary<TenantId, FeatureOverrides> _overrides = new();
    private int _asked;

    /// <summary>How often somebody asked.</summary>
    public int Asked => _asked;

    /// <summary>Called while somebody waits for an answer.</summary>
    public Func<Task>? BeforeAnswer { get; set; }

    public void Turn(TenantId tenant, string feature, Toggle position) =>
        _overrides[tenant] = new FeatureOverrides(new Dictionary<string, Toggle> { [feature] = position });

    public async ValueTask<FeatureOverrides> SwitchesOf(TenantId tenant, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        if (BeforeAnswer is not null)
        {
            await BeforeAnswer();
        }

        return _overrides.GetValueOrDefault(tenant, FeatureOverrides.None);
    }
}
