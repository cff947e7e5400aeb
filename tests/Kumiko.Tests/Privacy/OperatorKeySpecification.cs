using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Privacy;

/// <summary>What operators do about keys: change the master key, and forget whom an application has no command for.</summary>
public abstract class OperatorKeySpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task After_a_rotation_the_older_master_key_is_not_needed_any_more()
    {
        var (first, second) = (MasterKeys.Generate(), MasterKeys.Generate());
        var app = await Start(WithKeys(first), new ClinicFeature(), new HotelFeature(), new OperationsFeature());
        var user = app.As("Clerk");
        var patients = new List<Patient>();
        for (var i = 0; i < 5; i++)
        {
            patients.Add(await user.Create(new Patient { Name = $"Ada {i}", Ward = "North" }));
        }

        var guest = await user.Create(new Guest { Email = "ada@example.org" });
        await user.Write(new ForgetPatient(patients[0].Id));
        var next = Keep(await app.StartBeside(WithKeys($"{second},{first}"), new ClinicFeature(), new HotelFeature(), new OperationsFeature()));
        var admin = next.As(OperationsFeature.Role);
        var before = await admin.Query<KeyStatus>(new GetKeyStatus());
        (before.Active, before.Outdated, before.Forgotten).ShouldBe((7, 7, 1));

        (await admin.Write<RotatedKeys>(new RotateKeys())).Keys.ShouldBe(7);

        (await admin.Query<KeyStatus>(new GetKeyStatus())).ShouldBe(new KeyStatus(MasterKeys.Parse(second).CurrentId, 7, 0, 1));
        (await admin.Write<RotatedKeys>(new RotateKeys())).Keys.ShouldBe(0);
        var last = Keep(await next.StartBeside(WithKeys(second), new ClinicFeature(), new HotelFeature(), new OperationsFeature()));
        (await last.As("Clerk").List<Patient>()).Rows.Select(p => p.Name).ShouldBe([SealedValue.Erased, "Ada 1", "Ada 2", "Ada 3", "Ada 4"]);
        (await last.As("Clerk").List<Guest>(new { filter = new { field = "email", op = "eq", value = "ada@example.org" } })).Rows.Single().Id.ShouldBe(guest.Id);
        (await last.CompareWithRebuild<Guest>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rotation_while_people_are_forgotten_brings_nobody_back()
    {
        var (first, second) = (MasterKeys.Generate(), MasterKeys.Generate());
        var app = await Start(WithKeys(first), new ClinicFeature());
        var user = app.As("Clerk");
        var patients = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => user.Create(new Patient { Name = $"Ada {i}" })));
        var next = Keep(await app.StartBeside(WithKeys($"{second},{first}"), new ClinicFeature()));

        await Task.WhenAll([next.Operations.Keys.Rotate(Cancellation), .. patients.Select(p => next.As("Clerk").Write(new ForgetPatient(p.Id)))]);

        var status = await next.Operations.Keys.Status(Cancellation);
        (status.Active, status.Forgotten).ShouldBe((0, 20));
        (await next.As("Clerk").List<Patient>()).Rows.ShouldAllBe(p => p.Name == SealedValue.Erased);
    }

    [Fact]
    public async Task An_operator_forgets_somebody_in_a_tenant_and_the_log_says_so()
    {
        var app = await Start(new ClinicFeature(), new OperationsFeature());
        var user = app.As(Tenant, "Clerk");
        var patient = await user.Create(new Patient { Name = "Ada" });

        await app.As(OtherTenant, OperationsFeature.Role).Write(new ForgetSubject(Tenant.Value, patient.Id.ToString(), "By letter of May 1st."));

        (await user.Detail<Patient>(patient.Id))!.Name.ShouldBe(SealedValue.Erased);
        await using var session = app.Store.NewSession();
        var events = await session.ReadLog(new LogQuery { Types = [SystemEvents.SubjectForgotten, "operations:event:operator-acted"], Limit = 10 }, Cancellation);
        events.Select(e => (e.Type, e.Stream.Tenant)).ShouldBe([("operations:event:operator-acted", TenantId.System), (SystemEvents.SubjectForgotten, Tenant)]);
    }

    [Fact]
    public async Task Where_nothing_is_sealed_there_is_nothing_to_do()
    {
        var app = await Start(new OperationsFeature());
        var admin = app.As(OperationsFeature.Role);

        (await admin.Query<KeyStatus>(new GetKeyStatus()).ShouldFail<UnprocessableException>()).Reason.ShouldBe("nothing_sealed");
        (await admin.Write(new RotateKeys()).ShouldFail<UnprocessableException>()).Reason.ShouldBe("nothing_sealed");
        (await admin.Write(new ForgetSubject(Tenant.Value, "ada", "Why not?")).ShouldFail<UnprocessableException>()).Reason.ShouldBe("nothing_sealed");
    }

    private static TestAppOptions WithKeys(string keys) => new() { Configure = o => o.MasterKeys = MasterKeys.Parse(keys) };
}
