using System.Runtime.CompilerServices;

namespace Kumiko;

/// <summary>Tells which features work for a tenant. Where none can be switched, or nobody switches, it is known from the start.</summary>
internal sealed class Switchboard(Registry registry, IFeatureSwitches? switches)
{
    private readonly ConditionalWeakTable<FeatureOverrides, EffectiveFeatures> _known = [];
    private readonly ConditionalWeakTable<FeatureOverrides, EffectiveFeatures>.CreateValueCallback _find =
        overrides => EffectiveFeatures.Of(registry.Features, overrides);

    /// <summary>Whether every tenant has the same features, whatever happens.</summary>
    public bool IsFixed { get; } = switches is null || registry.Features.All(f => f.Toggle is null);

    public async ValueTask<EffectiveFeatures> For(TenantId tenant, CancellationToken cancellation) =>
        IsFixed ? registry.DefaultFeatures : _known.GetValue(await switches!.SwitchesOf(tenant, cancellation), _find);
}
