namespace Kumiko.Tests.Declarations;

/// <summary>A feature that a test declares in a line.</summary>
internal sealed class DeclaredFeature(string name, Action<FeatureBuilder> define) : Feature
{
    public override string Name => name;

    protected override void Define(FeatureBuilder r) => define(r);
}
