using System.Collections.Concurrent;
using System.Text.Json;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Contract;

public sealed class SqliteInterplayTests(SqliteSource source) : InterplaySpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresInterplayTests(PostgresSource source) : InterplaySpecification(source), IClassFixture<PostgresSource>;

/// <summary>Personal data, rules of access, labels, relations, hooks and steps on the same records: each holds where another one acts.</summary>
public abstract class InterplaySpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_command_of_steps_keeps_to_the_rules_of_records_and_runs_the_hooks_of_what_it_writes()
    {
        var (app, ward) = await Start();
        var doctor = app.As(Tenant, "Doctor");
        var ada = await doctor.Create(new Patient { Name = "Ada", Ward = "west" });

        await app.As(Tenant, "Nurse").WithClaims(c => c.With("ward:name", "east")).Write(new PlanVisit(ada.Id)).ShouldBeNotFound();
        await app.As(Tenant, "Nurse").WithClaims(c => c.With("ward:name", "west")).Write(new PlanVisit(ada.Id));
        await app.DrainTasks();

        (await doctor.List<Visit>()).Rows.ShouldHaveSingleItem();
        (await doctor.Detail<Patient>(ada.Id))!.Planned.ShouldBe(1);
        ward.Told.ShouldBe(["planned for Ada", "saved for Ada"]);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sealed_label_is_shown_to_those_who_may_read_it_until_the_person_is_forgotten()
    {
        var (app, _) = await Start();
        var doctor = app.As(Tenant, "Doctor");
        var ada = await doctor.Create(new Patient { Name = "Ada", Ward = "west" });
        await doctor.Write(new PlanVisit(ada.Id));
        var east = app.As(Tenant, "Nurse").WithClaims(c => c.With("ward:name", "east"));

        (await Labels(doctor)).ShouldContain("Ada");
        (await Labels(east)).ShouldNotContain("Ada");
        await doctor.Write(new ForgetPatient(ada.Id));

        (await Labels(doctor)).ShouldContain("[[erased]]");
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_for_after_the_commit_does_not_know_more_than_what_is_left_of_the_person()
    {
        var (app, ward) = await Start();
        var doctor = app.As(Tenant, "Doctor");
        var ada = await doctor.Create(new Patient { Name = "Ada", Ward = "west" });
        await doctor.Write(new PlanVisit(ada.Id));
        await doctor.Write(new ForgetPatient(ada.Id));

        await app.DrainTasks();

        ward.Told.ShouldBe(["planned for Ada", "saved for [[erased]]"]);
    }

    [Fact]
    public async Task A_cascade_runs_the_hooks_of_every_record_that_goes_along_and_one_that_objects_keeps_all()
    {
        var (app, ward) = await Start();
        var doctor = app.As(Tenant, "Doctor");
        var ada = await doctor.Create(new Patient { Name = "Ada", Ward = "west" });
        await doctor.Write(new PlanVisit(ada.Id));
        await doctor.Write(new PlanVisit(ada.Id));
        await app.DrainTasks();
        ward.Told.Clear();

        ward.Objects = true;
        (await doctor.Delete<Patient>(ada.Id).ShouldFail<UnprocessableException>()).Details!["reason"].ShouldBe("visit_is_kept");
        (await doctor.List<Visit>()).Rows.Count.ShouldBe(2);
        (await doctor.Detail<Patient>(ada.Id)).ShouldNotBeNull();
        ward.Objects = false;
        await doctor.Delete<Patient>(ada.Id);

        ward.Told.ShouldBe(["gone", "gone"]);
        (await doctor.List<Visit>()).Rows.ShouldBeEmpty();
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    private static async Task<string> Labels(Kumiko.Testing.TestUser user) => (await user.QueryNamed("ward:query:visit:list", "{}")).GetProperty("rows").GetRawText();

    private async Task<(Kumiko.Testing.TestApp App, WardFeature Ward)> Start()
    {
        var ward = new WardFeature();
        return (await Start(ward), ward);
    }

    public sealed class Patient : Entity
    {
        [PersonalData]
        public required string Name { get; set; }

        [NotPersonal("It names a part of the house.")]
        public required string Ward { get; set; }

        public int Planned { get; set; }
    }

    public sealed class Visit : Entity
    {
        [Reference<Patient>(Label = nameof(Patient.Name))]
        public Guid? PatientId { get; set; }
    }

    public sealed record PlanVisit(Guid PatientId);

    public sealed record ForgetPatient(Guid PatientId);

    private sealed class WardFeature : Feature
    {
        public ConcurrentQueue<string> Told { get; } = [];

        public bool Objects { get; set; }

        public override string Name => "ward";

        protected override void Define(FeatureBuilder r)
        {
            r.Entity<Patient>(e => e
                .HasMany<Visit>(v => v.PatientId, many => many.OnDelete(OnDelete.Cascade))
                .ReadableBy("Doctor")
                .ReadableBy("Nurse", (patient, user) => patient.Ward == user.Claims.Text("ward:name")));
            r.Crud<Patient>(write: Kumiko.Access.SignedIn, read: Kumiko.Access.SignedIn);
            r.Crud<Visit>(write: Kumiko.Access.SignedIn, read: Kumiko.Access.SignedIn);

            r.WriteHandler<PlanVisit>("visit:plan", Kumiko.Access.SignedIn, perform: p =>
            {
                var patient = p.Read<Patient>("patient", s => s.Command.PatientId);
                p.Create("visit", s => new Visit { PatientId = s.Get(patient).Id });
                p.Return();
            });
            r.WriteHandler<ForgetPatient>("patient:forget", Kumiko.Access.SignedIn, async (command, ctx) =>
                await ctx.Forget(await ctx.Get<Patient>(command.PatientId), "They asked for it."));

            r.EntityHook<Visit>(h => h
                .PostSave(HookPhase.InTransaction, async (saved, ctx) =>
                {
                    var patient = await ctx.Get<Patient>(saved.Record.PatientId!.Value);
                    Told.Enqueue($"planned for {patient.Name}");
                    await ctx.Update<Patient>(patient.Id, p => p.Planned++);
                })
                .PostSave(HookPhase.AfterCommit("tell"), async (saved, ctx) =>
                    Told.Enqueue($"saved for {(await ctx.Get<Patient>(saved.Record.PatientId!.Value)).Name}"))
                .PreDelete((_, _) => Objects ? throw new UnprocessableException("visit_is_kept", "It is kept.") : Task.CompletedTask)
                .PostDelete(HookPhase.InTransaction, (_, _) =>
                {
                    Told.Enqueue("gone");
                    return Task.CompletedTask;
                }));
        }
    }
}
