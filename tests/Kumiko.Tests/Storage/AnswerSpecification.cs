using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class AnswerSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    [Fact]
    public async Task A_recorded_answer_is_read_back()
    {
        var answer = Given.Answer(Given.Request(Tenant, "r-1"), """{"isSuccess":true,"data":{"id":"x","title":"😀"}}""");
        await Execute(new WriteOperation.RecordAnswer(answer));

        var read = await Read(s => s.ReadAnswer(Given.Request(Tenant, "r-1")));

        read.ShouldNotBeNull();
        read.Key.ShouldBe(answer.Key);
        read.Fingerprint.ShouldBe(answer.Fingerprint);
        read.CreatedAt.ShouldBe(answer.CreatedAt);
        ShouldBeSameJson(read.Answer, answer.Answer);
    }

    [Fact]
    public async Task Tenant_user_and_request_id_all_belong_to_the_key()
    {
        var bob = new UserId("bob");
        var key = Given.Request(Tenant, "Abc");
        await Execute(new WriteOperation.RecordAnswer(Given.Answer(key)));

        foreach (var other in new[] { Given.Request(Tenant, "abc"), Given.Request(Tenant, "Abc", bob), Given.Request(new TenantId(Guid.CreateVersion7()), "Abc") })
        {
            (await Read(s => s.ReadAnswer(other))).ShouldBeNull();
            await Execute(new WriteOperation.RecordAnswer(Given.Answer(other)));
        }
    }

    [Fact]
    public async Task A_second_answer_to_the_same_request_undoes_its_batch()
    {
        var key = Given.Request(Tenant, "r-2");
        var stream = NewStream();
        await Execute(new WriteOperation.RecordAnswer(Given.Answer(key, """{"first":true}""")));

        await Should.ThrowAsync<DuplicateRequestException>(
            () => Execute(Given.Append(stream, 1), new WriteOperation.RecordAnswer(Given.Answer(key, """{"first":false}"""))));

        (await ReadVersion(stream)).ShouldBe(StreamVersion.None);
        ShouldBeSameJson((await Read(s => s.ReadAnswer(key)))!.Answer, Given.Json("""{"first":true}"""));
    }

    [Fact]
    public async Task An_answer_that_was_undone_leaves_its_request_free()
    {
        var key = Given.Request(Tenant, "r-3");
        var stream = NewStream();
        await Should.ThrowAsync<StreamConflictException>(
            () => Execute(new WriteOperation.RecordAnswer(Given.Answer(key)), Given.Append(stream, 7)));

        (await Read(s => s.ReadAnswer(key))).ShouldBeNull();
        await Execute(new WriteOperation.RecordAnswer(Given.Answer(key)));
    }

    [Fact]
    public async Task Answers_older_than_an_instant_are_forgotten_and_counted()
    {
        // Long before every other test's answers, so that the count is ours.
        var instant = new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
        RequestKey[] keys = [Given.Request(Tenant, "oldest"), Given.Request(Tenant, "old"), Given.Request(Tenant, "just"), Given.Request(Tenant, "new")];
        DateTimeOffset[] instants = [instant.AddYears(-1), instant.AddMilliseconds(-1), instant, instant.AddDays(1)];
        await Execute([.. keys.Zip(instants, (key, at) => new WriteOperation.RecordAnswer(Given.Answer(key, at: at)))]);

        (await Store.ForgetAnswers(instant)).ShouldBe(2);
        (await Store.ForgetAnswers(instant)).ShouldBe(0);

        (await Read(s => s.ReadAnswer(keys[0]))).ShouldBeNull();
        (await Read(s => s.ReadAnswer(keys[1]))).ShouldBeNull();
        (await Read(s => s.ReadAnswer(keys[2]))).ShouldNotBeNull();
        (await Read(s => s.ReadAnswer(keys[3]))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Thousands_of_old_answers_are_forgotten_at_once()
    {
        var instant = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await Execute([.. Enumerable.Range(0, 2500).Select(i => new WriteOperation.RecordAnswer(Given.Answer(Given.Request(Tenant, $"old-{i}"), at: instant)))]);

        (await Store.ForgetAnswers(instant.AddSeconds(1))).ShouldBe(2500);
    }
}
