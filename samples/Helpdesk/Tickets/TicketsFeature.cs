using Helpdesk.Customers;
using Kumiko;

namespace Helpdesk.Tickets;

public sealed class TicketsFeature : Feature
{
    public override string Name => "tickets";

    protected override void Define(FeatureBuilder r)
    {
        r.Describe("Customers' questions, from the first message to the answer, and the work that went into them.");
        r.Requires("customers");

        r.Entity<Ticket>(e => e
            .SoftDelete()
            .DefaultCurrency("EUR")
            .Index(t => t.Status, t => t.DueAt)
            .Transitions(t => t.Status, s => s
                .Starts(TicketStatus.Open)
                .From(TicketStatus.Open).To(TicketStatus.Pending, TicketStatus.Solved)
                .From(TicketStatus.Pending).To(TicketStatus.Open, TicketStatus.Solved)
                .From(TicketStatus.Solved).To(TicketStatus.Open))
            .Derived("isOverdue", (ticket, now) => ticket.Status != TicketStatus.Solved && ticket.DueAt < now));

        r.Crud<Ticket>(write: Access.Roles(Roles.Agent, Roles.Admin), read: Access.SignedIn);

        // Who writes a ticket by hand and names no deadline gets that of the category.
        r.Hook<Ticket>(CrudVerb.Create, h => h.PreSave(async (saving, ctx) =>
        {
            if (saving.Record is { DueAt: null, CategoryId: { } id } ticket && await ctx.Find<TicketCategory>(id) is { } category)
            {
                ticket.DueAt = ctx.Now.AddHours(category.SlaHours);
            }
        }));

        r.Entity<TeamMember>(e => e
            .DefaultCurrency("EUR")
            .Unique(m => m.UserId)
            .HasMany<Ticket>(t => t.AssigneeId, m => m.OnDelete(OnDelete.SetNull))
            .HasMany<TimeEntry>(t => t.MemberId, m => m.OnDelete(OnDelete.Restrict)));
        r.Crud<TeamMember>(write: Access.Roles(Roles.Admin), read: Access.SignedIn);

        // Nobody is deleted whom we owe an answer, and no work that somebody may still want to be paid for.
        r.Relation<Customer>(c => c.HasMany<Ticket>(t => t.CustomerId, m => m.OnDelete(OnDelete.Restrict)));
        r.Relation<Ticket>(t => t.HasMany<TimeEntry>(e => e.TicketId, m => m.OnDelete(OnDelete.Restrict)));
        r.Relation<Contact>(c => c.HasMany<Ticket>(t => t.ContactId, m => m.OnDelete(OnDelete.SetNull)));

        r.Crud<TimeEntry>(write: Access.Roles(Roles.Agent, Roles.Admin), read: Access.SignedIn);

        r.Entity<TicketCategory>(e => e.Unique(c => c.Code));
        r.Crud<TicketCategory>(write: Access.Roles(Roles.Admin), read: Access.SignedIn, crud => crud
            .Without(CrudVerb.Create, CrudVerb.Update, CrudVerb.Delete));
        r.ReferenceData<TicketCategory>(c => c.Code, TicketCategories.All);

        r.DefineEvent<TicketAssigned>("ticket-assigned");
        r.DefineEvent<TicketSolved>("ticket-solved");
        r.DefineEvent<TicketReopened>("ticket-reopened");

        r.Projection<SolvedPerDay>("solved-per-day", p => p
            .From<Ticket>()
            .On<TicketSolved>((e, rows) => rows.Increment(
                new SolvedPerDay { Day = DateOnly.FromDateTime(e.Data.SolvedAt.UtcDateTime) }, day => day.Count, 1)));

        r.WriteHandler<OpenTicket>("ticket:open", Access.SignedIn, OpenTicket.Handle);

        r.WriteHandler<AssignTicket>("ticket:assign", Access.Roles(Roles.Agent, Roles.Admin), perform: p =>
        {
            var ticket = p.Read<Ticket>("ticket", s => s.Command.Id);
            var member = p.Read<TeamMember>("member", s => s.Command.MemberId);
            p.Update("assign", ticket, (t, s) => t.AssigneeId = s.Get(member).Id);
            p.Append("note", ticket, s => new TicketAssigned(s.Get(member).Id, s.Get(member).Name));
            p.Return(ticket);
        });

        r.WriteHandler<SolveTicket>("ticket:solve", Access.Roles(Roles.Agent, Roles.Admin), async (command, ctx) =>
        {
            var ticket = await ctx.Get<Ticket>(command.Id);
            if (ticket.Status == TicketStatus.Solved)
            {
                throw new UnprocessableException("already_solved", $"'{ticket.Subject}' is solved already.");
            }

            await ctx.Update(ticket, t => t.Status = TicketStatus.Solved);
            await ctx.Append(ticket, new TicketSolved(command.Resolution, ctx.Now));
            return ticket;
        });

        r.WriteHandler<ReopenTicket>("ticket:reopen", Access.SignedIn, async (command, ctx) =>
        {
            var ticket = await ctx.Get<Ticket>(command.Id);
            if (ticket.Status != TicketStatus.Solved)
            {
                throw new UnprocessableException("not_solved", $"'{ticket.Subject}' is not solved yet.");
            }

            await ctx.Update(ticket, t => t.Status = TicketStatus.Open);
            await ctx.Append(ticket, new TicketReopened(command.Reason));
            return ticket;
        });

        r.WriteHandler<MarkTimeBilled>("time-entry:mark-billed", Access.Roles(Roles.Accountant, Roles.Admin), MarkTimeBilled.Handle);

        r.QueryHandler<OverdueTickets>("ticket:overdue", Access.SignedIn, async (_, ctx) => await ctx.Query<Ticket>()
            .Where(t => t.Status != TicketStatus.Solved && t.DueAt < ctx.Now)
            .OrderBy(t => t.DueAt)
            .ToList());

        r.QueryHandler<MyTickets>("ticket:mine", Access.SignedIn, MyTickets.Handle);

        r.QueryHandler<TicketsSolved>("ticket:solved-per-day", Access.SignedIn, TicketsSolved.Handle);

        r.QueryHandler<OpenTicketsPerCustomer>("ticket:open-per-customer", Access.SignedIn, OpenTicketsPerCustomer.Handle);

        r.QueryHandler<FindBillableWork>("time-entry:billable", Access.Roles(Roles.Accountant, Roles.Admin), FindBillableWork.Handle);
    }
}
