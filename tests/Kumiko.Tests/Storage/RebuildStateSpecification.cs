using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>What the database remembers of a rebuild.</summary>
public abstract class RebuildStateSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private readonly string _projection = $"tests:projection:rebuilt-{Guid.CreateVersion7()}";

    [Fact]
    public async Task A_rebuild_is_remembered_as_it_was_saved_last()
    {
        var first = State();
        var second = first with
        {
            ShadowTable = "read_things_2", Phase = "verify", Fingerprint = "f2", Position = new EventPosition(20), Total = 21, Done = 20,
            UpdatedAt = Given.Noon.AddHours(1), OldTable = "read_things_old", Error = "It's broken ✗",
        };

        await Execute(new WriteOperation.SaveRebuild(first));
        (await Rebuilds()).ShouldBe([first]);
        await Execute(new WriteOperation.SaveRebuild(second));
        (await Rebuilds()).ShouldBe([second]);
        await Execute(new WriteOperation.SaveRebuild(first));
        (await Rebuilds()).ShouldBe([first]);
    }

    [Fact]
    public async Task The_rebuild_of_one_tenant_is_another_one_than_that_of_all()
    {
        var (all, one) = (State(), State() with { Tenant = Tenant });
        await Execute(new WriteOperation.SaveRebuild(all), new WriteOperation.SaveRebuild(one));
        (await Rebuilds()).ShouldBe([all, one], ignoreOrder: true);

        await Store.ForgetRebuild(_projection, null);
        (await Rebuilds()).ShouldBe([one]);
        await Store.ForgetRebuild(_projection, Tenant);
        await Store.ForgetRebuild(_projection, Tenant);
        (await Rebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Progress_is_saved_only_with_its_batch()
    {
        var stream = NewStream();

        await Should.ThrowAsync<StreamConflictException>(() => Execute(new WriteOperation.SaveRebuild(State()), Given.Append(stream, 5)));

        (await Rebuilds()).ShouldBeEmpty();
    }

    private async Task<IEnumerable<RebuildState>> Rebuilds() => (await Store.ReadRebuilds()).Where(r => r.Projection == _projection);

    private RebuildState State() => new()
    {
        Projection = _projection,
        ShadowTable = "read_things_1",
        Phase = "fill",
        Fingerprint = "f1",
        Position = new EventPosition(10),
        Total = 20,
        Done = 9,
        StartedAt = Given.Noon,
        UpdatedAt = Given.Noon.AddMinutes(1),
    };
}
