namespace Kumiko;

/// <summary>Says more about records that refer to one.</summary>
public sealed class HasManyBuilder
{
    private readonly RelationOptions _options;

    internal HasManyBuilder(RelationOptions options) => _options = options;

    /// <summary>Names the relation. By default it is the plural of the other entity's name, in camelCase.</summary>
    public HasManyBuilder Named(string name)
    {
        _options.Name = name;
        return this;
    }

    /// <summary>What becomes of them when the one they refer to is deleted. By default nothing.</summary>
    public HasManyBuilder OnDelete(OnDelete behaviour)
    {
        _options.OnDelete = behaviour;
        return this;
    }

    /// <summary>
    /// They can be created together with it: its command <c>create</c> takes a list under the relation's name, and each item goes through their own
    /// command <c>create</c>.
    /// </summary>
    public HasManyBuilder NestedWrite()
    {
        _options.IsNestedWrite = true;
        return this;
    }
}
