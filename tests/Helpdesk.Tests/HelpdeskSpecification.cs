using Helpdesk.Customers;
using Helpdesk.Invoicing;
using Helpdesk.Tickets;
using Kumiko;
using Kumiko.Testing;

namespace Helpdesk.Tests;

/// <summary>What the sample promises, on any store.</summary>
public abstract class HelpdeskSpecification
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_solved_ticket_has_its_resolution_in_its_history()
    {
        await using var app = await Start();
        var agent = app.As(Roles.Agent);
        var ticket = await agent.Create(new Ticket { Subject = "The printer is on fire" });

        var solved = await agent.Write<Ticket>(new SolveTicket(ticket.Id, "Extinguished."));

        solved.Status.ShouldBe(TicketStatus.Solved);
        var newest = (await agent.History<Ticket>(ticket.Id))[0];
        newest.GetProperty("type").GetString().ShouldBe("tickets:event:ticket-solved");
        newest.GetProperty("data").GetProperty("resolution").GetString().ShouldBe("Extinguished.");
    }

    [Fact]
    public async Task A_ticket_is_solved_only_once()
    {
        await using var app = await Start();
        var agent = app.As(Roles.Agent);
        var ticket = await agent.Create(new Ticket { Subject = "The printer is on fire" });
        await agent.Write(new SolveTicket(ticket.Id, "Extinguished."));

        var refusal = await Should.ThrowAsync<UnprocessableException>(() => agent.Write(new SolveTicket(ticket.Id, "Again.")));

        refusal.Reason.ShouldBe("already_solved");
        (await agent.History<Ticket>(ticket.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_ticket_is_assigned_and_its_history_says_to_whom()
    {
        await using var app = await Start();
        var agent = app.As(Roles.Agent);
        var member = await app.As(Roles.Admin).Create(new TeamMember { Name = "Ida", Email = "ida@example.org", UserId = "ida", HourlyRate = new Money(90, Currency.Of("EUR")) });
        var ticket = await agent.Create(new Ticket { Subject = "The printer is on fire" });

        (await agent.Write<Ticket>(new AssignTicket(ticket.Id, member.Id))).AssigneeId.ShouldBe(member.Id);

        (await agent.History<Ticket>(ticket.Id)).Select(e => e.GetProperty("type").GetString())
            .ShouldBe(["tickets:event:ticket-assigned", "ticket.updated", "ticket.created"]);
        app.Registry.FindHandler("tickets:write:ticket:assign")!.Steps.Select(s => s.Entity).ShouldBe(["ticket", "team-member", "ticket", "ticket", null]);
    }

    [Fact]
    public async Task An_invoice_that_is_issued_never_becomes_a_draft_again()
    {
        await using var app = await Start();
        var accountant = app.As(Roles.Accountant);
        var issued = await accountant.Write<Invoice>(new IssueInvoice((await accountant.Create(await DraftFor(app))).Id));

        var refusal = await Should.ThrowAsync<UnprocessableException>(() => accountant.Update(issued, i => i.Status = InvoiceStatus.Draft));

        refusal.Reason.ShouldBe("invalid_transition");
    }

    [Fact]
    public async Task Work_that_stands_on_an_invoice_stays_as_it_is()
    {
        await using var app = await Start();
        var (admin, agent) = (app.As(Roles.Admin), app.As(Roles.Agent));
        var member = await admin.Create(new TeamMember { Name = "Mina", Email = "mina@example.com", UserId = "mina", HourlyRate = Money.Of(80, "EUR") });
        var ticket = await agent.Create(new Ticket { Subject = "The printer is on fire" });
        var work = await agent.Create(new TimeEntry { TicketId = ticket.Id, MemberId = member.Id, WorkedOn = new DateOnly(2026, 3, 2), Hours = 1 });
        var more = await agent.Create(new TimeEntry { TicketId = ticket.Id, MemberId = member.Id, WorkedOn = new DateOnly(2026, 3, 3), Hours = 2 });
        await app.As(Roles.Accountant).Write(new MarkTimeBilled([work.Id]));
        var billed = (await agent.Detail<TimeEntry>(work.Id)).ShouldNotBeNull();

        (await Should.ThrowAsync<UnprocessableException>(() => agent.Delete<TimeEntry>(work.Id))).Reason.ShouldBe("work_is_billed");
        (await Should.ThrowAsync<UnprocessableException>(() => agent.Update(billed, e => e.Hours = 3))).Reason.ShouldBe("work_is_billed");
        await agent.Update(more, e => e.Hours = 3);
        await agent.Delete<TimeEntry>(more.Id);

        (await agent.List<TimeEntry>()).Rows.ShouldHaveSingleItem().Hours.ShouldBe(1);
    }

    [Fact]
    public async Task A_ticket_without_a_deadline_gets_that_of_its_category()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using var app = await Start(clock: clock);
        var agent = app.As(Roles.Agent);
        var category = (await agent.List<TicketCategory>()).Rows[0];

        var ticket = await agent.Create(new Ticket { Subject = "The printer is on fire", CategoryId = category.Id });

        ticket.DueAt.ShouldBe(clock.GetUtcNow().AddHours(category.SlaHours));
    }

    [Fact]
    public async Task What_the_help_desk_says_among_itself_stays_there()
    {
        await using var app = await Start();
        var ticket = await app.As(Roles.Agent).Create(new Ticket { Subject = "The printer is on fire", InternalNotes = "Again." });
        var customer = app.As("Customer");

        (await app.As(Roles.Admin).Detail<Ticket>(ticket.Id)).ShouldNotBeNull().InternalNotes.ShouldBe("Again.");
        (await customer.Detail<Ticket>(ticket.Id)).ShouldNotBeNull().InternalNotes.ShouldBeNull();
        (await customer.QueryNamed("tickets:query:ticket:list", "{}")).GetRawText().ShouldNotContain("Again.");
        (await customer.History<Ticket>(ticket.Id))[0].GetRawText().ShouldNotContain("Again.");
    }

    [Fact]
    public async Task Only_who_writes_invoices_knows_what_an_hour_costs()
    {
        await using var app = await Start();
        var member = await app.As(Roles.Admin).Create(new TeamMember { Name = "Mina", Email = "mina@example.com", UserId = "mina", HourlyRate = Money.Of(80, "EUR") });

        (await app.As(Roles.Accountant).Detail<TeamMember>(member.Id)).ShouldNotBeNull().HourlyRate.ShouldBe(Money.Of(80, "EUR"));
        (await app.As(Roles.Agent).QueryNamed("tickets:query:team-member:list", "{}")).GetRawText().ShouldNotContain("hourlyRate");
    }

    [Fact]
    public async Task A_person_who_asks_for_it_is_forgotten()
    {
        await using var app = await Start();
        var (agent, admin) = (app.As(Roles.Agent), app.As(Roles.Admin));
        var customer = await agent.Create(new Customer { Number = "C-1", Name = "Havsvind" });
        var contact = await agent.Create(new Contact { CustomerId = customer.Id, FirstName = "Ebba", LastName = "Holm", Email = "ebba@havsvind.example" });
        var byEmail = new { filter = new { field = "email", op = "eq", value = "ebba@havsvind.example" } };
        (await agent.List<Contact>(byEmail)).Rows.Single().FullName.ShouldBe("Ebba Holm");

        await admin.Write(new ForgetContact(contact.Id));

        (await agent.List<Contact>(byEmail)).Rows.ShouldBeEmpty();
        (await agent.Detail<Contact>(contact.Id, asOfVersion: new StreamVersion(1)))!.FullName.ShouldBe("[[erased]] [[erased]]");
        (await app.CompareWithRebuild<Contact>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_that_looks_personal_is_left_without_a_word()
    {
        await using var app = await Start();

        app.Registry.Warnings.Where(w => w.Rule == DiagnosticRules.LooksPersonal).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_that_somebody_else_changed_is_a_conflict()
    {
        await using var app = await Start();
        var agent = app.As(Roles.Agent);
        var ticket = await agent.Create(new Ticket { Subject = "The printer is on fire" });
        await agent.Update(ticket, t => t.Priority = TicketPriority.Urgent);

        var conflict = await Should.ThrowAsync<VersionConflictException>(() => agent.Update(ticket, t => t.Subject = "It still burns"));

        conflict.CurrentVersion.ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task An_accountant_cannot_open_tickets_in_the_standard_way()
    {
        await using var app = await Start();

        await Should.ThrowAsync<AccessDeniedException>(() => app.As(Roles.Accountant).Create(new Ticket { Subject = "No" }));
    }

    [Fact]
    public async Task An_invoice_gets_the_next_number_of_the_year_when_it_is_issued()
    {
        await using var app = await Start();
        var accountant = app.As(Roles.Accountant);
        var first = await accountant.Create(await DraftFor(app));
        var second = await accountant.Create(await DraftFor(app));

        var issued = await accountant.Write<Invoice>(new IssueInvoice(first.Id));
        var next = await accountant.Write<Invoice>(new IssueInvoice(second.Id));

        issued.Status.ShouldBe(InvoiceStatus.Issued);
        issued.Number.ShouldNotBeNull();
        next.Number.ShouldNotBe(issued.Number);
        string.CompareOrdinal(next.Number, issued.Number).ShouldBePositive();
    }

    [Fact]
    public async Task An_invoice_whose_lines_do_not_add_up_is_refused()
    {
        await using var app = await Start();
        var draft = await DraftFor(app);
        draft.Net = Money.Of(99, "EUR");

        var refusal = await Should.ThrowAsync<ValidationFailedException>(() => app.As(Roles.Accountant).Create(draft));

        refusal.Issues.ShouldHaveSingleItem().Path.ShouldBe("lines");
    }

    [Fact]
    public async Task Tickets_show_whom_they_are_from()
    {
        await using var app = await Start();
        var agent = app.As(Roles.Agent);
        var customer = await agent.Create(new Customer { Number = "C-1", Name = "Havsvind AB" });
        await agent.Create(new Ticket { Subject = "The printer is on fire", CustomerId = customer.Id });

        var tickets = await agent.QueryNamed("tickets:query:ticket:list", "{}");

        tickets.GetProperty("rows")[0].GetProperty("_refs").GetProperty("customerId").GetProperty(customer.Id.ToString()).GetProperty("name").GetString()
            .ShouldBe("Havsvind AB");
    }

    [Fact]
    public async Task A_company_sees_nothing_of_another_companys_tickets()
    {
        await using var app = await Start();
        var ticket = await app.As(Roles.Agent).Create(new Ticket { Subject = "Ours" });
        var stranger = app.As(TestTenants.Second, Roles.Agent);

        (await stranger.Detail<Ticket>(ticket.Id)).ShouldBeNull();
        (await stranger.List<Ticket>()).Rows.ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(() => stranger.Write(new SolveTicket(ticket.Id, "Mine now.")));
    }

    [Fact]
    public async Task Every_company_can_read_the_categories_and_none_can_change_them()
    {
        await using var app = await Start();

        var categories = await app.As(TestTenants.Second, Roles.Admin).List<TicketCategory>();

        categories.Rows.ShouldNotBeEmpty();
        categories.Rows.ShouldAllBe(c => c.TenantId == TenantId.System);
    }

    [Fact]
    public async Task Solved_tickets_are_counted_by_the_day_at_once()
    {
        await using var app = await Start(clock: new ManualClock(new DateTimeOffset(2026, 3, 14, 15, 0, 0, TimeSpan.Zero)));
        var agent = app.As(Roles.Agent);
        foreach (var subject in new[] { "The printer is on fire", "The screen is blue" })
        {
            await agent.Write(new SolveTicket((await agent.Create(new Ticket { Subject = subject })).Id, "Switched off."));
        }

        var days = await agent.Query<List<SolvedPerDay>>(new TicketsSolved(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)));

        days.Select(day => (day.Day, day.Count)).ShouldBe([(new DateOnly(2026, 3, 14), 2)]);
        (await agent.Query<List<SolvedPerDay>>(new TicketsSolved(new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_activity_of_a_customer_follows_tickets_and_invoices()
    {
        await using var app = await Start();
        var (agent, accountant) = (app.As(Roles.Agent), app.As(Roles.Accountant));
        var invoice = await accountant.Create(await DraftFor(app));
        var ticket = await agent.Create(new Ticket { Subject = "The printer is on fire" });
        await accountant.Write(new IssueInvoice(invoice.Id));
        await app.DrainConsumers(Cancellation);
        (await Activity()).ShouldBe((0, 1, 0));

        await agent.Update(ticket, t => t.CustomerId = invoice.CustomerId);
        await accountant.Write(new RecordPayment(invoice.Id, invoice.Gross));
        await app.DrainConsumers(Cancellation);

        (await Activity()).ShouldBe((1, 1, 1));
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();

        async Task<(int Tickets, int Issued, int Paid)> Activity()
        {
            var activity = await agent.Query<CustomerActivity>(new ActivityOfCustomer(invoice.CustomerId));
            return (activity.Tickets, activity.InvoicesIssued, activity.InvoicesPaid);
        }
    }

    [Fact]
    public async Task The_seed_fills_three_companies_and_every_row_follows_from_the_log()
    {
        await using var app = await Start(kumiko => kumiko.AddSeed("helpdesk", Seed.HelpdeskSeed.Write));

        foreach (var tenant in new[] { Seed.HelpdeskTenants.Kranich, Seed.HelpdeskTenants.Havsvind, Seed.HelpdeskTenants.Tanuki })
        {
            var page = await app.As(tenant, Roles.Agent).List<Ticket>(new { limit = 1, totalCount = true });
            page.Total.ShouldNotBeNull().ShouldBeGreaterThan(30);
        }

        await app.DrainConsumers(Cancellation);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    /// <summary>A database of the store under test.</summary>
    protected abstract Task<TestDatabase> CreateDatabase();

    private async Task<TestApp> Start(Action<KumikoOptions>? configure = null, TimeProvider? clock = null) => await TestApp.Start(
        new TestAppOptions { Database = await CreateDatabase().WaitAsync(Cancellation), Configure = configure, Clock = clock ?? TimeProvider.System },
        new CustomersFeature(), new TicketsFeature(), new InvoicingFeature());

    private static async Task<Invoice> DraftFor(TestApp app)
    {
        var customer = await app.As(Roles.Admin).Create(new Customer { Number = Guid.NewGuid().ToString("n")[..12], Name = "Acme" });
        return new Invoice
        {
            CustomerId = customer.Id,
            Lines = [new InvoiceLine { Description = "Work", Quantity = 2.5m, UnitPrice = Money.Of(80, "EUR") }],
            Net = Money.Of(200, "EUR"),
        };
    }
}
