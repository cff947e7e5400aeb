using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Privacy;

/// <summary>Where keys come from, and what happens without them.</summary>
public abstract class KeySpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Without_a_master_key_an_application_with_sealed_fields_does_not_start()
    {
        var failure = await Start(new TestAppOptions { Configure = o => o.MasterKeys = null }, new ClinicFeature()).ShouldFail<MasterKeyMissingException>();

        failure.SealedIn.ShouldBe(["patient", "letter", "clinic:event:admitted"]);
        failure.Message.ShouldContain("KUMIKO_MASTER_KEY");
        await Start(new TestAppOptions { Configure = o => o.MasterKeys = null }, new OneOffFeature((_, _) => Task.CompletedTask));
    }

    [Fact]
    public async Task With_another_master_key_nothing_can_be_opened_and_the_failure_says_which_one_is_missing()
    {
        var app = await Start(new ClinicFeature());
        var patient = await app.As("Doctor").Create(new Patient { Name = "Ada" });
        var other = await app.StartBeside(new TestAppOptions { Configure = o => o.MasterKeys = MasterKeys.Parse(MasterKeys.Generate()) }, new ClinicFeature());
        Keep(other);

        var failure = await other.As("Doctor").Detail<Patient>(patient.Id).ShouldFail<InternalErrorException>();
        failure.InnerException!.Message.ShouldContain("Something is wrapped by the master key");
    }

    [Fact]
    public async Task An_older_master_key_opens_what_it_has_wrapped()
    {
        var (first, second) = (MasterKeys.Generate(), MasterKeys.Generate());
        var app = await Start(new TestAppOptions { Configure = o => o.MasterKeys = MasterKeys.Parse(first) }, new ClinicFeature());
        var patient = await app.As("Doctor").Create(new Patient { Name = "Ada" });
        var next = Keep(await app.StartBeside(new TestAppOptions { Configure = o => o.MasterKeys = MasterKeys.Parse($"{second}, {first}") }, new ClinicFeature()));

        (await next.As("Doctor").Detail<Patient>(patient.Id))!.Name.ShouldBe("Ada");
        (await next.As("Doctor").Update(patient, p => p.Name = "Ada King")).Name.ShouldBe("Ada King");
    }

    [Fact]
    public async Task Keys_can_live_elsewhere()
    {
        var keys = new KeysInMemory();
        var app = await Start(new TestAppOptions { Configure = o => o.KeyStore = keys }, new ClinicFeature());
        var user = app.As("Doctor");
        var patient = await user.Create(new Patient { Name = "Ada", Ward = "North" });
        keys.All.Keys.Select(k => k.Subject.Value).ShouldBe([patient.Id.ToString(), "tenant"], ignoreOrder: true);
        (await user.Detail<Patient>(patient.Id))!.Name.ShouldBe("Ada");
        app.Registry.Tables.ShouldNotContain(t => t.Name == "kumiko_subject_keys");

        await user.Write(new ForgetPatient(patient.Id));

        (await user.Detail<Patient>(patient.Id))!.Name.ShouldBe(SealedValue.Erased);
        (await user.Update(patient, p => p.Email = "ada@example.org").ShouldFail<UnprocessableException>()).Reason.ShouldBe("subject_forgotten");
    }

    [Fact]
    public void A_master_key_is_made_in_a_file_once()
    {
        var path = Path.Combine(Path.GetTempPath(), $"kumiko-{Guid.NewGuid():N}.master-key");
        try
        {
            var made = MasterKeyFile.ReadOrCreate(path);
            MasterKeyFile.ReadOrCreate(path).CurrentId.ShouldBe(made.CurrentId);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("", "blank")]
    [InlineData("c2hvcnQ=", "number 1")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, no!", "number 2")]
    public void What_is_no_master_key_is_refused_with_the_way_to_make_one(string text, string expected) =>
        Should.Throw<FormatException>(() => MasterKeys.Parse(text)).Message.ShouldContain(expected);

    [Fact]
    public void Keys_do_not_show_themselves()
    {
        var secret = RandomNumberGenerator.GetBytes(SubjectKey.SecretSize);
        var master = MasterKeys.Generate();
        MasterKeys.Parse(master).ToString().ShouldNotContain(master[..10]);
        new SubjectKey(DataSubject.Tenant, secret).ToString().ShouldBe("the key of tenant");
        new SubjectKey(DataSubject.Tenant, null).ToString().ShouldBe("the destroyed key of tenant");
    }

    private sealed class KeysInMemory : IKeyStore
    {
        public ConcurrentDictionary<(TenantId Tenant, DataSubject Subject), SubjectKey> All { get; } = [];

        public Task<IReadOnlyList<SubjectKey>> Find(TenantId tenant, IReadOnlyCollection<DataSubject> subjects, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<SubjectKey>>([.. subjects.Select(s => All.GetValueOrDefault((tenant, s))).OfType<SubjectKey>()]);

        public Task<SubjectKey> Create(TenantId tenant, DataSubject subject, CancellationToken cancellation) =>
            Task.FromResult(All.GetOrAdd((tenant, subject), new SubjectKey(subject, RandomNumberGenerator.GetBytes(SubjectKey.SecretSize))));

        public Task Destroy(TenantId tenant, DataSubject subject, CancellationToken cancellation)
        {
            All[(tenant, subject)] = new SubjectKey(subject, null);
            return Task.CompletedTask;
        }
    }
}
