using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Privacy;

/// <summary>Who is forgotten is forgotten everywhere: now, in the past, and in whatever is derived again.</summary>
public abstract class ForgettingSpecification(DatabaseSource source) : AppSpecification(source)
{
    private readonly ClinicFeature _clinic = new();

    [Fact]
    public async Task Who_is_forgotten_is_gone_from_answers_histories_and_the_past()
    {
        var app = await Start(_clinic);
        var user = app.As("Doctor");
        var id = (await user.Create(Patient.Ada())).Id;
        await user.Update((await user.Detail<Patient>(id))!, p => p.Name = "Ada King");
        await user.Write(new Admit(id, "A fall", "Charles B"));
        await user.Write(new Admit(id, "Another fall"));
        (await user.Query<Stays>(new LastReason(id))).LastReason.ShouldBe("Another fall");

        (await user.Write<string>(new ForgetPatient(id))).ShouldBe(SealedValue.Erased, "the unit of work itself remembers nothing");

        foreach (var patient in new[]
        {
            (await user.Detail<Patient>(id))!, (await user.List<Patient>()).Rows.Single(), (await user.Detail<Patient>(id, asOfVersion: new StreamVersion(1)))!,
        })
        {
            patient.Name.ShouldBe(SealedValue.Erased);
            patient.Email.ShouldBe(SealedValue.Erased);
            patient.BirthDate.ShouldBeNull();
            patient.Height.ShouldBeNull();
            patient.Contact!.Street.ShouldBe(SealedValue.Erased);
            patient.Contact.Country.ShouldBe("Sweden");
            patient.Ward.ShouldBe("North wing");
            patient.Room.ShouldBe("7");
        }

        string.Join('\n', (await user.History<Patient>(id)).Select(e => e.GetRawText())).ShouldNotContain("Ada");
        var stays = await user.Query<Stays>(new LastReason(id));
        (stays.Count, stays.LastReason).ShouldBe((2, SealedValue.Erased), "a snapshot remembers nothing either");
        (await user.Query<List<Admitted>>(new EventsOf(id)))[0].ShouldBe(new Admitted(id, SealedValue.Erased, SealedValue.Erased));
        await app.DrainConsumers(Cancellation);
        _clinic.Heard.ShouldBe(
        [
            "created [[erased]] [[erased]]", "updated [[erased]] to [[erased]]", "admitted [[erased]] [[erased]]", "admitted [[erased]] ",
        ]);
        (await app.CompareWithRebuild<Patient>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_that_is_derived_anew_knows_no_more_than_the_one_before()
    {
        var app = await Start(_clinic);
        var user = app.As("Doctor");
        var (ada, mary) = (await user.Create(Patient.Ada()), await user.Create(new Patient { Name = "Mary" }));
        await user.Write(new ForgetPatient(ada.Id));

        await app.Rebuilds.Rebuild("clinic:projection:patient-entity", cancellation: Cancellation);

        (await user.List<Patient>()).Rows.Select(p => p.Name).ShouldBe([SealedValue.Erased, "Mary"]);
    }

    [Fact]
    public async Task The_log_keeps_that_somebody_was_forgotten_and_nothing_about_them()
    {
        var database = await CreateDatabase();
        var app = await Start(new TestAppOptions { Database = database }, _clinic);
        var user = app.As("Doctor");
        var id = (await user.Create(Patient.Ada())).Id;
        await user.Write(new ForgetPatient(id));
        await user.Write(new ForgetPatient(id));

        await using var session = app.Store.NewSession();
        var forgotten = (await session.ReadLog(new LogQuery { Types = [SystemEvents.SubjectForgotten], Limit = 10 }, Cancellation)).ShouldHaveSingleItem();
        System.Text.Encoding.UTF8.GetString(forgotten.Payload.Span).ShouldBe($$"""{"subject":"{{id}}","reason":"They asked for it."}""");
        forgotten.CreatedBy.ShouldBe(user.User.Id);
        (await RawDatabase.Find(database, "Ada Lovelace", "ada@example.org")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_personal_can_be_stored_about_who_was_forgotten_and_everything_else_can()
    {
        var app = await Start(_clinic);
        var user = app.As("Doctor");
        var patient = await user.Create(Patient.Ada());
        await user.Write(new ForgetPatient(patient.Id));
        patient = (await user.Detail<Patient>(patient.Id))!;

        var refusal = await user.Update(patient, p => p.Name = "Ada again").ShouldFail<UnprocessableException>();
        refusal.Reason.ShouldBe("subject_forgotten");
        (await user.Create(new Letter { PatientId = patient.Id, Body = "Dear colleague" }).ShouldFail<UnprocessableException>()).Reason.ShouldBe("subject_forgotten");
        (await user.Update(patient, p => (p.Room, p.Ward) = ("8", "South wing"))).Ward.ShouldBe("South wing");
        await user.Delete<Patient>(patient.Id);
        (await user.Restore<Patient>(patient.Id)).Name.ShouldBe(SealedValue.Erased);
        (await app.CompareWithRebuild<Patient>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_never_had_a_key_can_be_forgotten_ahead()
    {
        var app = await Start(_clinic);
        var user = app.As("Doctor");
        await user.Write(new ForgetAnyone("locock"));

        (await user.Create(new Letter { Signature = "Dr. Locock", Writer = "locock" }).ShouldFail<UnprocessableException>()).Reason.ShouldBe("subject_forgotten");
    }

    [Fact]
    public async Task A_tenant_forgets_what_is_its_own_and_nobody_else_forgets_it()
    {
        var app = await Start(_clinic);
        var (user, other) = (app.As(Tenant, "Doctor"), app.As(OtherTenant, "Doctor"));
        var (patient, stranger) = (await user.Create(Patient.Ada()), await other.Create(Patient.Ada()));

        await user.Write(new ForgetAnyone(DataSubject.Tenant.Value));

        (await user.Detail<Patient>(patient.Id))!.Ward.ShouldBe(SealedValue.Erased);
        (await user.Detail<Patient>(patient.Id))!.Name.ShouldBe("Ada Lovelace");
        (await other.Detail<Patient>(stranger.Id))!.Ward.ShouldBe("North wing");
    }

    [Fact]
    public async Task A_stored_answer_is_repeated_until_somebody_is_forgotten_whom_it_is_about()
    {
        var app = await Start(_clinic);
        var user = app.As("Doctor");
        const string payload = """{"name":"Ada Lovelace"}""";
        var first = await user.WriteOnce("r1", "clinic:write:patient:create", payload);
        (await user.WriteOnce("r1", "clinic:write:patient:create", payload)).GetRawText().ShouldBe(first.GetRawText());

        await user.Write(new ForgetPatient(first.GetProperty("data").GetProperty("id").GetGuid()));

        (await user.WriteOnce("r1", "clinic:write:patient:create", payload)).GetRawText().ShouldBe("null");
        (await user.List<Patient>()).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_reason_nobody_is_forgotten()
    {
        var app = await Start(_clinic, new OneOffFeature((ctx, _) => ctx.Forget(DataSubject.Tenant, " ")));

        await app.As("Doctor").Write(new OneOff()).ShouldFail<InternalErrorException>();
    }
}

public sealed record OneOff;

/// <summary>A command that does what a test wants.</summary>
public sealed class OneOffFeature(Func<WriteContext, OneOff, Task> handle) : Feature
{
    public override string Name => "one-off";

    protected override void Define(FeatureBuilder r) => r.WriteHandler<OneOff>("do", Access.SignedIn, (command, ctx) => handle(ctx, command));
}
