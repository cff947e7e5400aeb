using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// A condition over a record and the user who asks, compiled when the application starts. Once the user is known, nothing but a
/// <see cref="RowFilter"/> is left of it: databases and <see cref="RowMatcher"/> get the same one. Negations stand at the leaves only, so that a
/// leaf that cannot be told for this user, because a claim is missing, matches nothing however it is negated.
/// </summary>
internal abstract class RowRule
{
    /// <summary>The condition for one user.</summary>
    public abstract RowFilter Bind(User user);

    /// <summary>A condition that is the same for all users.</summary>
    public sealed class Fixed(RowFilter filter) : RowRule
    {
        public override RowFilter Bind(User user) => filter;
    }

    /// <summary>A condition that is about the user only.</summary>
    /// <param name="holds">Whether it holds; null where it cannot be told.</param>
    /// <param name="isNegated">Whether it must not hold.</param>
    public sealed class AboutUser(Func<User, bool?> holds, bool isNegated) : RowRule
    {
        public override RowFilter Bind(User user) => holds(user) is { } known && known != isNegated ? RowFilter.Everything : RowFilter.Nothing;
    }

    /// <summary>A field, compared with something of the user's.</summary>
    /// <param name="value">What it is compared with; null where the user has none.</param>
    /// <param name="filter">The condition for the value; null where the field can never hold such a one.</param>
    /// <param name="isNegated">Whether it must not hold.</param>
    public sealed class Compared(Func<User, object?> value, Func<object, RowFilter?> filter, bool isNegated) : RowRule
    {
        public override RowFilter Bind(User user) =>
            value(user) is not { } known || filter(known) is not { } bound ? RowFilter.Nothing : isNegated ? bound.Negated() : bound;
    }

    public sealed class Both(RowRule left, RowRule right) : RowRule
    {
        public override RowFilter Bind(User user) => left.Bind(user) is var bound && bound.IsNothing() ? bound : bound.And(right.Bind(user));
    }

    public sealed class Either(RowRule left, RowRule right) : RowRule
    {
        public override RowFilter Bind(User user) => left.Bind(user) is var bound && bound.IsEverything() ? bound : bound.Or(right.Bind(user));
    }
}
