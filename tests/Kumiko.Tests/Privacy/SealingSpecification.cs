using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using TestDatabase = Kumiko.Testing.TestDatabase;

namespace Kumiko.Tests.Privacy;

/// <summary>Personal data is stored sealed wherever it is stored, and is there for whom it is meant.</summary>
public abstract class SealingSpecification(DatabaseSource source) : AppSpecification(source)
{
    private static readonly string[] Secrets =
        ["Ada Lovelace", "ada@example.org", "1815-12-10", "Consumption", "North wing", "St James Square", "Annabella", "A fall", "Charles B", "King's evil", "Call Byron"];

    private readonly ClinicFeature _clinic = new();

    [Fact]
    public async Task Nothing_personal_stands_in_the_database_in_the_open()
    {
        var (app, database) = await StartClinic();
        var user = app.As("Doctor");
        var patient = await user.Create(Patient.Ada());
        patient = await user.Update(patient, p => (p.Name, p.Room) = ("Ada King", "12"));
        await user.Create(new Letter { PatientId = patient.Id, Body = "A fall from a horse", Signature = "Dr. Locock", Writer = "locock" });
        await user.WriteOnce("once", "clinic:write:patient:admit", $$"""{"patientId":"{{patient.Id}}","reason":"A fall","companion":"Charles B","secret":"King's evil"}""");
        await user.WriteOnce("twice", "clinic:write:patient:create", """{"name":"Ada Lovelace","email":"ada@example.org"}""");
        await user.Write(new Admit(patient.Id, "A fall"));
        await user.Query<Stays>(new LastReason(patient.Id));
        await user.Write(new Remind("Call Byron"));
        await app.DrainConsumers(Cancellation);
        await user.Delete<Patient>(patient.Id);

        (await RawDatabase.Find(database, [.. Secrets, "Ada King", "Dr. Locock"])).ShouldBeEmpty();
        (await RawDatabase.Find(database, SealedValue.Prefix, "Sweden", "locock")).Count.ShouldBe(3);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        await app.DrainTasks(Cancellation);
        _clinic.Reminded.ShouldBe(["Call Byron"]);
    }

    [Fact]
    public async Task Whoever_may_read_a_record_reads_it_as_it_was_written()
    {
        var (app, _) = await StartClinic();
        var user = app.As("Doctor");
        var id = (await user.Create(Patient.Ada())).Id;
        await user.Update((await user.Detail<Patient>(id))!, p => p.Name = "Ada King");
        foreach (var patient in new[] { (await user.Detail<Patient>(id))!, (await user.List<Patient>()).Rows.Single() })
        {
            patient.Name.ShouldBe("Ada King");
            patient.Email.ShouldBe("ada@example.org");
            patient.BirthDate.ShouldBe(new DateOnly(1815, 12, 10));
            patient.Height.ShouldBe(165);
            patient.Ward.ShouldBe("North wing");
            patient.Contact!.Street.ShouldBe("St James Square");
            patient.Relatives.Select(r => r.Name).ShouldBe(["Annabella", "Byron"]);
        }

        (await user.Detail<Patient>(id, asOfVersion: new StreamVersion(1)))!.Name.ShouldBe("Ada Lovelace");
        (await user.Query<List<string>>(new PatientsInRoom("7"))).ShouldBe(["Ada King 1815 Consumption"]);
        await app.DrainConsumers(Cancellation);
        _clinic.Heard.ShouldBe(["created Ada Lovelace Consumption", "updated Ada Lovelace to Ada King"]);
    }

    [Fact]
    public async Task Answers_and_histories_show_what_is_sealed_and_never_what_is_sensitive()
    {
        var (app, _) = await StartClinic();
        var user = app.As("Doctor");
        var created = await user.WriteNamed("clinic:write:patient:create", """{"name":"Ada Lovelace","diagnosis":"Consumption","birthDate":"1815-12-10"}""");
        var id = created.GetProperty("data").GetProperty("id").GetGuid();
        created.GetProperty("data").GetProperty("greeting").GetString().ShouldBe("Dear Ada Lovelace");
        created.GetProperty("event").GetProperty("payload").GetProperty("birthDate").GetString().ShouldBe("1815-12-10");
        var updated = await user.WriteNamed("clinic:write:patient:update", $$"""{"id":"{{id}}","version":1,"changes":{"name":"Ada King","diagnosis":"Cancer"} }""");
        updated.GetProperty("changes").GetProperty("name").GetString().ShouldBe("Ada King");
        updated.GetProperty("event").GetProperty("payload").GetProperty("previous").GetProperty("name").GetString().ShouldBe("Ada Lovelace");
        var admitted = await user.WriteNamed("clinic:write:patient:admit", $$"""{"patientId":"{{id}}","reason":"A fall","secret":"King's evil"}""");
        var history = await user.History<Patient>(id);
        history[1].GetProperty("changes").EnumerateArray().Select(c => c.GetRawText()).ShouldBe(["""{"field":"name","from":"Ada Lovelace","to":"Ada King"}"""]);
        history[0].GetProperty("data").GetRawText().ShouldBe($$"""{"patientId":"{{id}}","reason":"A fall","companion":null}""");
        var events = await user.QueryNamed("clinic:query:events", $$"""{"patientId":"{{id}}"}""");
        var list = await user.QueryNamed("clinic:query:patient:list", "{}");
        var watched = new List<JsonElement>();
        await foreach (var item in user.StreamNamed("clinic:stream:rounds", "{}", Cancellation))
        {
            watched.Add(item);
        }

        watched.Single().GetProperty("name").GetString().ShouldBe("Ada King");
        var deleted = await user.WriteNamed("clinic:write:patient:delete", $$"""{"id":"{{id}}"}""");
        deleted.GetProperty("event").GetProperty("payload").GetProperty("previous").GetProperty("name").GetString().ShouldBe("Ada King");

        foreach (var answer in (JsonElement[])[created, updated, admitted, events, list, deleted, .. history, .. watched])
        {
            answer.GetRawText().ShouldNotContain("diagnosis");
            answer.GetRawText().ShouldNotContain("secret");
            answer.GetRawText().ShouldNotContain(SealedValue.Prefix);
        }
    }

    [Fact]
    public async Task A_write_that_changes_nothing_is_noticed_although_it_is_sealed()
    {
        var (app, _) = await StartClinic();
        var user = app.As("Doctor");
        var patient = await user.Create(Patient.Ada());

        await user.WriteNamed("clinic:write:patient:update",
            $$"""{"id":"{{patient.Id}}","version":1,"changes":{"name":"Ada Lovelace","birthDate":"1815-12-10","contact":{"street":"St James Square","country":"Sweden"} } }""");

        (await user.Detail<Patient>(patient.Id))!.Version.ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task A_letter_that_is_about_somebody_else_now_is_sealed_under_the_other_ones_key()
    {
        var (app, _) = await StartClinic();
        var user = app.As("Doctor");
        var (ada, mary) = (await user.Create(Patient.Ada()), await user.Create(new Patient { Name = "Mary" }));
        var letter = await user.Create(new Letter { PatientId = ada.Id, Body = "Dear colleague" });
        await user.Update(letter, l => l.PatientId = mary.Id);
        await user.Write(new ForgetPatient(ada.Id));
        (await user.Detail<Letter>(letter.Id))!.Body.ShouldBe("Dear colleague");
        (await user.Detail<Letter>(letter.Id, asOfVersion: new StreamVersion(1)))!.Body.ShouldBe(SealedValue.Erased);

        await user.Write(new ForgetPatient(mary.Id));
        (await user.Detail<Letter>(letter.Id))!.Body.ShouldBe(SealedValue.Erased);
        (await app.CompareWithRebuild<Letter>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_about_somebody_whom_nobody_names_is_refused()
    {
        var (app, _) = await StartClinic();
        var user = app.As("Doctor");

        await user.Create(new Letter { Body = "To whom it may concern" }).ShouldBeInvalid("patientId", IssueCodes.InvalidType);
        (await user.Create(new Letter())).Body.ShouldBeNull();
    }

    [Fact]
    public async Task A_text_that_looks_sealed_is_refused()
    {
        var (app, _) = await StartClinic();

        await app.As("Doctor").Create(new Patient { Name = SealedValue.Prefix + "x:y" }).ShouldBeInvalid("name", IssueCodes.InvalidValue);
        await app.As("Doctor").Create(new Patient { Name = "Ada", Height = 0 }).ShouldBeInvalid("height", IssueCodes.TooSmall);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("x:y")]
    [InlineData("tenant:AAAA")]
    [InlineData(":::")]
    public async Task A_text_that_looks_sealed_in_an_open_field_is_a_text_like_any_other(string rest)
    {
        var (app, _) = await StartClinic();
        foreach (var room in new[] { SealedValue.Prefix + rest, "room " + SealedValue.Prefix + rest })
        {
            var patient = await app.As("Doctor").Create(new Patient { Name = "Ada", Ward = "North", Room = room });
            await app.As("Doctor").Update(patient, p => p.Name = "Ada King");
            (await app.As("Doctor").Detail<Patient>(patient.Id))!.Room.ShouldBe(room);
        }

        await app.DrainConsumers();

        _clinic.Heard.Count(h => h.StartsWith("created", StringComparison.Ordinal)).ShouldBe(2);
        _clinic.Heard.Count(h => h == "updated Ada to Ada King").ShouldBe(2);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_sealed_in_one_tenant_or_record_cannot_be_opened_in_another()
    {
        var secret = new byte[SubjectKey.SecretSize];
        var place = SealedValue.PlaceOf(Tenant, Guid.CreateVersion7());
        var value = SealedValue.Of("Ada", "\"Ada\""u8, new DataSubject("a:b"), secret, place);
        value.Subject.ShouldBe(new DataSubject("a:b"));
        SealedValue.Found(value.Stored!).Open(secret, place, json => JsonDocument.Parse(json).RootElement.GetString()!).Plain.ShouldBe("Ada");
        foreach (var other in new[] { SealedValue.PlaceOf(OtherTenant, Guid.Empty), SealedValue.PlaceOf(Tenant, Guid.CreateVersion7()) })
        {
            Should.Throw<System.Security.Cryptography.CryptographicException>(() => SealedValue.Found(value.Stored!).Open(secret, other, _ => ""));
        }

        var (app, _) = await StartClinic();
        var patient = await app.As(Tenant, "Doctor").Create(Patient.Ada());
        (await app.As(OtherTenant, "Doctor").Detail<Patient>(patient.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task Two_who_write_about_a_new_subject_at_once_use_one_key()
    {
        var (app, _) = await StartClinic();
        var user = app.As("Doctor");
        for (var round = 0; round < 5; round++)
        {
            var writer = $"writer-{round}";
            await Task.WhenAll(Enumerable.Range(0, 8).Select(n => user.Create(new Letter { Signature = $"Signed {n}", Writer = writer })));
        }

        (await user.List<Letter>(new { limit = 100 })).Rows.Count(l => l.Signature!.StartsWith("Signed ", StringComparison.Ordinal)).ShouldBe(40);
    }

    [Fact]
    public async Task A_part_that_is_taken_back_takes_its_key_with_it()
    {
        var (app, _) = await StartClinic();
        var outcome = await app.As("Doctor").Batch(null,
            ("clinic:write:letter:create", """{"signature":"Dr. Locock","writer":"locock"}"""),
            ("clinic:write:letter:create", """{"signature":"Dr. Locock"}"""));
        outcome.IsSuccess.ShouldBeFalse();

        (await app.As("Doctor").Create(new Letter { Signature = "Dr. Locock", Writer = "locock" })).Signature.ShouldBe("Dr. Locock");
        (await app.As("Doctor").List<Letter>()).Rows.Single().Signature.ShouldBe("Dr. Locock");
    }

    private async Task<(TestApp App, TestDatabase Database)> StartClinic()
    {
        var database = await CreateDatabase();
        return (await Start(new TestAppOptions { Database = database }, _clinic), database);
    }
}
