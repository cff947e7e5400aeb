namespace Kumiko;

/// <summary>Says more about records that are joined by a third entity.</summary>
public sealed class ManyToManyBuilder
{
    private readonly RelationOptions _options;

    internal ManyToManyBuilder(RelationOptions options) => _options = options;

    /// <summary>Names the relation. By default it is the plural of the other entity's name, in camelCase.</summary>
    public ManyToManyBuilder Named(string name)
    {
        _options.Name = name;
        return this;
    }

    /// <summary>
    /// What becomes of the joining records when this one is deleted: <see cref="Kumiko.OnDelete.Restrict"/> or
    /// <see cref="Kumiko.OnDelete.Cascade"/>. By default nothing. The records at the other end stay in any case.
    /// </summary>
    public ManyToManyBuilder OnDelete(OnDelete behaviour)
    {
        _options.OnDelete = behaviour;
        return this;
    }
}
