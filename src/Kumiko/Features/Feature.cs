namespace Kumiko;

/// <summary>
/// A part of an application that is declared as a whole: its entities, commands, queries and events. Derive a class, name it, and
/// declare everything in <see cref="Define"/>.
/// </summary>
public abstract class Feature
{
    /// <summary>The feature's name: one kebab-case word. It is the scope of every name that the feature declares.</summary>
    public abstract string Name { get; }

    /// <summary>Declares the feature. Called once, when the application starts; it must not do anything else.</summary>
    protected abstract void Define(FeatureBuilder r);

    internal void DefineIn(FeatureBuilder builder) => Define(builder);
}
