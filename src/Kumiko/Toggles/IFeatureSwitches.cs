namespace Kumiko;

/// <summary>
/// Knows which features operators have switched. Without one, every feature stands as <see cref="FeatureBuilder.Toggleable"/> says.
/// </summary>
public interface IFeatureSwitches
{
    /// <summary>
    /// What was switched for a tenant. Asked before commands and queries run, so answer from memory; return the same instance for as long as nothing
    /// changes, and what follows from it is worked out only once.
    /// </summary>
    /// <param name="tenant">The caller's tenant.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    ValueTask<FeatureOverrides> SwitchesOf(TenantId tenant, CancellationToken cancellation);
}
