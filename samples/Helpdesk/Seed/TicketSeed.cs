using System.Text.Json.Nodes;
using Helpdesk.Customers;
using Helpdesk.Tickets;
using Kumiko;

namespace Helpdesk.Seed;

/// <summary>Half a year of tickets: most of them solved, some waiting, a few overdue; and the time that went into them.</summary>
internal sealed class TicketSeed(Scene scene, IReadOnlyList<(Customer Customer, IReadOnlyList<Contact> Contacts)> customers)
{
    private const int Tickets = 90;
    private const double FirstDaysAgo = 176;

    private readonly Dictionary<Colleague, TeamMember> _team = [];
    private readonly List<WorkedTicket> _worked = [];
    private Dictionary<string, TicketCategory> _categories = [];

    public async Task<IReadOnlyList<WorkedTicket>> Write()
    {
        _categories = (await scene.As(scene.Bookkeeper).Query<TicketCategory>().ToList()).ToDictionary(c => c.Code);
        foreach (var colleague in scene.Company.Team)
        {
            _team[colleague] = await scene.As(scene.Bookkeeper).Create(NewMember(colleague));
        }

        for (var i = 0; i < Tickets; i++)
        {
            // The nearer to today, the more tickets there are: business grows.
            await WriteTicket(FirstDaysAgo * Math.Pow(1 - (i / (double)Tickets), 1.6), i);
        }

        return _worked;
    }

    private async Task WriteTicket(double daysAgo, int index)
    {
        var story = Story.All[(index + scene.Random.Next(3)) % Story.All.Count];
        var assignee = scene.Company.Team.FirstOrDefault(c => c.Skills.Contains(story.Category)) ?? scene.Pick(scene.Company.Team);
        var isSolved = scene.Chance(daysAgo > 21 ? 0.97 : 0.35);
        var reportedAt = scene.OfficeHour(daysAgo);
        var ticket = await scene.As(scene.Pick(scene.Company.Team)).Create(NewTicket(story, reportedAt, isSolved));
        if (!isSolved && scene.Chance(0.25))
        {
            return;
        }

        var ctx = scene.As(assignee);
        var member = _team[assignee];
        await ctx.Update(ticket, t => t.AssigneeId = member.Id);
        await ctx.Append(ticket, new TicketAssigned(member.Id, member.Name));
        await WriteTime(ctx, ticket, member, DateOnly.FromDateTime(reportedAt.UtcDateTime), daysAgo);
        if (isSolved)
        {
            await Solve(ctx, ticket, story.Resolution, reportedAt);
        }
        else if (scene.Chance(0.5))
        {
            await ctx.Update(ticket, t => t.Status = TicketStatus.Pending);
        }
    }

    private Ticket NewTicket(Story story, DateTimeOffset reportedAt, bool isSolved)
    {
        var (customer, contacts) = scene.Pick(customers);
        var category = _categories[story.Category];
        var (subject, description) = scene.Tell(story);
        var visit = scene.Chance(0.15);
        return new Ticket
        {
            CustomerId = customer.Id,
            ContactId = scene.Pick(contacts).Id,
            CategoryId = category.Id,
            Subject = subject,
            Description = description,
            Priority = story.Tags.Contains("outage") ? TicketPriority.Urgent : scene.Pick([TicketPriority.Low, TicketPriority.Normal, TicketPriority.Normal, TicketPriority.High]),
            Channel = scene.Pick(["email", "email", "phone", "chat", "portal"]),
            TimeZone = customer.TimeZone,
            DueAt = isSolved || scene.Chance(0.3) ? reportedAt.AddHours(category.SlaHours) : scene.Now.AddHours(scene.Random.Next(3, 90)),
            EstimatedHours = scene.Chance(0.6) ? scene.Random.Next(1, 13) / 4m : null,
            Quote = visit ? scene.Company.Price(scene.Random.Next(8, 60) * 10) : null,
            SiteVisit = visit ? new LocatedTimestamp(reportedAt.AddDays(2), scene.Company.TimeZone) : null,
            Tags = [.. story.Tags],
            WatcherIds = scene.Chance(0.3) ? [_team[scene.Pick(scene.Company.Team)].Id, _team[scene.Bookkeeper].Id] : [],
            Diagnostics = story.Category is "hardware" or "software"
                ? new JsonObject { ["os"] = scene.Pick(["Windows 11", "Debian 13", "macOS 26"]), ["memoryGb"] = scene.Pick([8, 16, 32]), ["uptimeDays"] = scene.Random.Next(1, 60) }
                : null,
        };
    }

    private async Task Solve(WriteContext ctx, Ticket ticket, string resolution, DateTimeOffset reportedAt)
    {
        var solvedAt = reportedAt.AddHours(scene.Random.Next(1, 40));
        solvedAt = solvedAt < scene.Now ? solvedAt : scene.Now;
        await ctx.Update(ticket, t => t.Status = TicketStatus.Solved);
        await ctx.Append(ticket, new TicketSolved(resolution, solvedAt));
        if (scene.Chance(0.08))
        {
            await ctx.Update(ticket, t => t.Status = TicketStatus.Open);
            await ctx.Append(ticket, new TicketReopened("It came back the next day."));
            await ctx.Update(ticket, t => t.Status = TicketStatus.Solved);
            await ctx.Append(ticket, new TicketSolved(resolution + " Checked again after a week.", solvedAt));
        }

        if (scene.Chance(0.5))
        {
            await ctx.Update(ticket, t => t.Satisfaction = scene.Pick([2.5, 3.5, 4, 4.5, 5, 5]));
        }
    }

    private async Task WriteTime(WriteContext ctx, Ticket ticket, TeamMember member, DateOnly day, double daysAgo)
    {
        var entries = new List<TimeEntry>();
        for (var i = scene.Random.Next(1, 3); i > 0; i--)
        {
            entries.Add(await ctx.Create(new TimeEntry
            {
                TicketId = ticket.Id,
                MemberId = member.Id,
                WorkedOn = day,
                Hours = scene.Random.Next(1, 15) / 4m,
                Note = scene.Pick(["By telephone", "Remote session", "On site", "Research", null]),
                IsBillable = scene.Chance(0.85),
            }));
        }

        _worked.Add(new WorkedTicket(ticket, member.HourlyRate, (int)daysAgo, [.. entries.Where(e => e.IsBillable)]));
    }

    private TeamMember NewMember(Colleague colleague) => new()
    {
        Name = colleague.Name,
        Email = $"{colleague.Name.Split(' ')[0].ToLowerInvariant()}@{scene.Company.Domain}",
        UserId = colleague.User.Value,
        Skills = [.. colleague.Skills],
        HourlyRate = scene.Company.Price(colleague.Rate),
    };
}

/// <summary>A ticket and the time in it that can be billed.</summary>
internal sealed record WorkedTicket(Ticket Ticket, Money HourlyRate, int DaysAgo, IReadOnlyList<TimeEntry> Billable);
