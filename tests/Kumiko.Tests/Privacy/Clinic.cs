using System.Collections.Concurrent;

namespace Kumiko.Tests.Privacy;

public sealed class Contact
{
    [PersonalData]
    public required string Street { get; set; }

    public required string Country { get; set; }
}

public sealed class Relative
{
    [PersonalData]
    public required string Name { get; set; }

    public int Rank { get; set; }
}

public sealed class Patient : Entity
{
    [PersonalData]
    public required string Name { get; set; }

    [PersonalData, Text(Format = TextFormat.Email)]
    public string? Email { get; set; }

    [PersonalData]
    public DateOnly? BirthDate { get; set; }

    [PersonalData, Number(Min = 1)]
    public int? Height { get; set; }

    [PersonalData, Sensitive, LongText]
    public string? Diagnosis { get; set; }

    [TenantData]
    public string? Ward { get; set; }

    [Filterable]
    public string? Room { get; set; }

    public Contact? Contact { get; set; }

    public IReadOnlyList<Relative> Relatives { get; set; } = [];

    public string Greeting => $"Dear {Name}";

    public static Patient Ada() => new()
    {
        Name = "Ada Lovelace",
        Email = "ada@example.org",
        BirthDate = new DateOnly(1815, 12, 10),
        Height = 165,
        Diagnosis = "Consumption",
        Ward = "North wing",
        Room = "7",
        Contact = new Contact { Street = "St James Square", Country = "Sweden" },
        Relatives = [new Relative { Name = "Annabella", Rank = 1 }, new Relative { Name = "Byron" }],
    };
}

public sealed class Letter : Entity
{
    [Reference<Patient>]
    public Guid? PatientId { get; set; }

    [PersonalData(Subject = nameof(PatientId)), LongText]
    public string? Body { get; set; }

    [PersonalData(Subject = nameof(Writer))]
    public string? Signature { get; set; }

    public string? Writer { get; set; }
}

public sealed record Admitted(
    Guid PatientId,
    [PersonalData(Subject = nameof(PatientId))] string Reason,
    [PersonalData] string? Companion = null,
    [PersonalData(Subject = nameof(PatientId)), Sensitive] string? Secret = null);

/// <summary>What a patient's stays come to.</summary>
public sealed record Stays
{
    public int Count { get; init; }

    public string? LastReason { get; init; }
}

public sealed class PatientCard
{
    public Guid Id { get; set; }

    public int NameLength { get; set; }

    public int Admissions { get; set; }
}

public sealed record Admit(Guid PatientId, string Reason, string? Companion = null, string? Secret = null);

public sealed record AdmitElsewhere(Guid Stay, Guid PatientId, string Reason);

public sealed record ForgetPatient(Guid PatientId);

public sealed record ForgetAnyone(string Subject);

public sealed record LastReason(Guid PatientId);

public sealed record EventsOf(Guid PatientId);

public sealed record PatientsInRoom(string Room);

public sealed record Remind(string Text);

public sealed record WatchRounds;

/// <summary>Patients, letters about them, and what happens to them.</summary>
public sealed class ClinicFeature : Feature
{
    private string _reminder = "";

    public override string Name => "clinic";

    public ConcurrentQueue<string> Heard { get; } = [];

    public ConcurrentQueue<string> Reminded { get; } = [];

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Patient>(e => e.SoftDelete());
        r.Crud<Patient>(Access.SignedIn, Access.SignedIn);
        r.Crud<Letter>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<Admitted>("admitted");
        r.Aggregate<Stays>("stays", a => a.From<Patient>()
            .On<Admitted>((stays, e) => stays with { Count = stays.Count + 1, LastReason = e.Data.Reason })
            .Snapshot(every: 2, version: 1));
        r.Projection<PatientCard>("cards", p => p
            .On<Created<Patient>>((e, rows) => rows.Insert(new PatientCard { Id = e.AggregateId, NameLength = e.Data.Record.Name.Length }))
            .On<Admitted>(async (e, rows) => await rows.Update(new PatientCard { Id = e.Data.PatientId }, c => c.Admissions++)));
        r.MultiStreamProjection("listener", c => c
            .On<Created<Patient>>((e, _) => Hear($"created {e.Data.Record.Name} {e.Data.Record.Diagnosis}"))
            .On<Updated<Patient>>((e, _) => Hear($"updated {e.Data.Before.Name} to {e.Data.After.Name}"))
            .On<Admitted>((e, _) => Hear($"admitted {e.Data.Reason} {e.Data.Companion}")));
        r.WriteHandler<Admit>("patient:admit", Access.SignedIn, async (command, ctx) =>
        {
            var patient = await ctx.Get<Patient>(command.PatientId);
            await ctx.Append(patient, new Admitted(command.PatientId, command.Reason, command.Companion, command.Secret));
            return patient;
        });
        r.WriteHandler<AdmitElsewhere>("patient:admit-elsewhere", Access.SignedIn, async (command, ctx) =>
            await ctx.Append("stay", command.Stay, new Admitted(command.PatientId, command.Reason)));
        r.WriteHandler<ForgetPatient>("patient:forget", Access.SignedIn, async (command, ctx) =>
        {
            var patient = await ctx.Get<Patient>(command.PatientId);
            await ctx.Forget(patient, "They asked for it.");
            return (await ctx.Get<Patient>(command.PatientId)).Name;
        });
        r.WriteHandler<ForgetAnyone>("anyone:forget", Access.SignedIn, (command, ctx) => ctx.Forget(new DataSubject(command.Subject), "They asked for it."));
        r.QueryHandler<LastReason>("last-reason", Access.SignedIn, async (query, ctx) => (await ctx.LoadAggregate<Stays>(query.PatientId))?.State);
        r.QueryHandler<EventsOf>("events", Access.SignedIn, async (query, ctx) =>
            (await ctx.LoadTypedEvents(query.PatientId)).OfType<Event<Admitted>>().Select(e => e.Data).ToList());
        r.QueryHandler<PatientsInRoom>("in-room", Access.SignedIn, async (query, ctx) =>
            (await ctx.Query<Patient>().Where(p => p.Room == query.Room && p.Email != null).ToList()).Select(p => $"{p.Name} {p.BirthDate:yyyy} {p.Diagnosis}").ToList());
        r.StreamHandler<WatchRounds, Patient>("rounds", Access.SignedIn, Rounds);
        _reminder = r.Task("remind", (run, _) =>
        {
            Reminded.Enqueue(run.Payload.GetProperty("text").GetString()!);
            return Task.CompletedTask;
        });
        r.WriteHandler<Remind>("remind", Access.SignedIn, (command, ctx) =>
        {
            ctx.Services.Enqueue(ctx.Registry.TaskKindOf(_reminder), ctx.Actor, JsonText.BytesOf(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("text", command.Text);
                writer.WriteEndObject();
            }));
            return Task.CompletedTask;
        });
    }

    private static async IAsyncEnumerable<Patient> Rounds(WatchRounds query, StreamContext ctx)
    {
        foreach (var patient in await ctx.Read(q => q.Query<Patient>().ToList()))
        {
            yield return patient;
        }
    }

    private Task Hear(string what)
    {
        Heard.Enqueue(what);
        return Task.CompletedTask;
    }
}
