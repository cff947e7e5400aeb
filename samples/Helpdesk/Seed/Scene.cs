using Kumiko;

namespace Helpdesk.Seed;

/// <summary>One company's world while it is written: who acts, what time it is, and how the dice fall.</summary>
internal sealed class Scene(SeedContext seed, Company company)
{
    public Company Company => company;

    /// <summary>Always the same dice: the seed is the same on every machine.</summary>
    public Random Random { get; } = new(company.RandomSeed);

    /// <summary>In whole minutes, as people write times.</summary>
    public DateTimeOffset Now { get; } = new(seed.Now.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public Colleague Bookkeeper => company.Team[^1];

    public WriteContext As(Colleague colleague) => seed.For(company.Tenant, colleague.User);

    public T Pick<T>(IReadOnlyList<T> list) => list[Random.Next(list.Count)];

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public string PersonName() => $"{Pick(company.FirstNames)} {Pick(company.LastNames)}";

    public string Phone() => $"{company.PhonePrefix} {Random.Next(100, 1000)} {Random.Next(1000, 10000)}";

    public (string Subject, string Description) Tell(Story story)
    {
        var told = $"{story.Subject}\n{story.Description}"
            .Replace("{floor}", Random.Next(2, 7).ToString())
            .Replace("{degrees}", Random.Next(28, 36).ToString())
            .Replace("{person}", PersonName())
            .Replace("{app}", Pick(Story.Programs))
            .Replace("{month}", Pick(Story.Months));
        var end = told.IndexOf('\n');
        return (char.ToUpperInvariant(told[0]) + told[1..end], told[(end + 1)..]);
    }

    /// <summary>A moment in working hours, some days ago; never in the future, never on a weekend.</summary>
    public DateTimeOffset OfficeHour(double daysAgo)
    {
        var minutes = Random.Next(8 * 60, 17 * 60);
        var day = DateOnly.FromDateTime(Now.AddDays(-daysAgo).UtcDateTime);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(-1);
        }

        var moment = LocatedTimestamp.FromLocal(day.ToDateTime(default).AddMinutes(minutes), company.TimeZone).Utc;
        return moment < Now ? moment : Now.AddMinutes(-5);
    }
}
