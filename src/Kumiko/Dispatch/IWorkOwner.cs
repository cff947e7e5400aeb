namespace Kumiko;

/// <summary>Whose code it is that a context works for: a handler's or a consumer's.</summary>
internal interface IWorkOwner
{
    string Name { get; }

    /// <summary>Only its events can be appended.</summary>
    FeatureDefinition Feature { get; }
}
