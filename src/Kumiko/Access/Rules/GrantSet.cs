using Kumiko.Storage;

namespace Kumiko;

/// <summary>Who may do something, and with which records.</summary>
/// <param name="Who">Whom it is for.</param>
/// <param name="Where">For which records; null for all.</param>
/// <param name="Condition">The same in words.</param>
internal sealed record Grant(AccessRule Who, RowRule? Where, RuleCondition? Condition = null);

/// <summary>All grants for one thing. Who is named by none of them may not.</summary>
internal sealed partial class GrantSet(IReadOnlyList<Grant> grants)
{
    public IReadOnlyList<Grant> Grants => grants;

    /// <summary>Whether the user is named at all, with a condition or without.</summary>
    public bool Names(User user)
    {
        foreach (var grant in grants)
        {
            if (grant.Who.Allows(user))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The records for which the user is named by any grant.</summary>
    public RowFilter Bind(User user)
    {
        var filter = RowFilter.Nothing;
        foreach (var grant in grants)
        {
            if (!grant.Who.Allows(user))
            {
                continue;
            }

            if (grant.Where is null)
            {
                return RowFilter.Everything;
            }

            filter = filter.Or(grant.Where.Bind(user));
        }

        return filter;
    }

    /// <summary>Whether one grant alone holds for a record both before and after a change.</summary>
    /// <param name="user">Who changes it.</param>
    /// <param name="columns">The columns of the record.</param>
    /// <param name="before">The record before; null where there was none.</param>
    /// <param name="after">The record after; null where nothing changes that a condition could be about.</param>
    public bool Accepts(User user, EntityColumns columns, EntityState? before, EntityState? after)
    {
        foreach (var grant in grants)
        {
            if (!grant.Who.Allows(user))
            {
                continue;
            }

            if (grant.Where is null)
            {
                return true;
            }

            var filter = grant.Where.Bind(user);
            if ((before is null || RowMatcher.Matches(filter, columns, before)) && (after is null || RowMatcher.Matches(filter, columns, after)))
            {
                return true;
            }
        }

        return false;
    }
}
