using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Events that a consumer was told to pass over.</summary>
public abstract class DeadLetterSpecification(StoreFixture fixture) : ConsumerTests(fixture)
{
    private readonly string _consumer = NewConsumer().Name;

    [Fact]
    public async Task A_dead_letter_is_kept_as_it_was_given()
    {
        var letter = Letter(1);

        await Execute(new WriteOperation.AddDeadLetter(letter));

        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Consumer = _consumer })).ShouldBe([letter]);
        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Id = letter.Id })).ShouldBe([letter]);
        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Id = letter.Id, Consumer = "another" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Dead_letters_are_read_oldest_first()
    {
        DeadLetter[] letters = [Letter(1), Letter(2), Letter(3), Letter(4, DeadLetterReason.Migration)];
        await Execute([.. letters.Reverse().Select(l => new WriteOperation.AddDeadLetter(l))]);

        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Consumer = _consumer })).ShouldBe(letters);
        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Consumer = _consumer, Limit = 2 })).ShouldBe(letters[..2]);
    }

    [Fact]
    public async Task Dead_letters_are_counted_for_each_consumer_that_has_some()
    {
        await Execute(new WriteOperation.AddDeadLetter(Letter(1)), new WriteOperation.AddDeadLetter(Letter(2)));

        var counts = await Consumers.CountDeadLetters();

        counts[_consumer].ShouldBe(2);
        counts.Keys.ShouldNotContain(NewConsumer().Name);
    }

    [Fact]
    public async Task A_dead_letter_leaves_with_the_batch_that_made_up_for_it()
    {
        var letter = Letter(1);
        var (first, second) = (NewStream(), NewStream());
        await Execute(new WriteOperation.AddDeadLetter(letter));

        await Execute(Given.Append(first, 1), new WriteOperation.RemoveDeadLetter(letter.Id));
        await Should.ThrowAsync<FencedException>(() => Execute(Given.Append(second, 1), new WriteOperation.RemoveDeadLetter(letter.Id)));

        (await ReadVersion(first)).ShouldBe(new StreamVersion(1));
        (await ReadVersion(second)).ShouldBe(StreamVersion.None);
        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Id = letter.Id })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_letter_is_added_only_if_its_cursor_moves()
    {
        var (consumer, fence) = await Taken();
        var letter = Letter(1) with { Consumer = consumer.Name };

        await Should.ThrowAsync<FencedException>(() => Execute(new WriteOperation.AddDeadLetter(letter), Move(consumer, fence - 1, 0, 1)));
        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Id = letter.Id })).ShouldBeEmpty();

        await Execute(new WriteOperation.AddDeadLetter(letter), Move(consumer, fence, 0, 1));
        (await Consumers.ReadDeadLetters(new DeadLetterQuery { Id = letter.Id })).ShouldHaveSingleItem();
    }

    private DeadLetter Letter(int number, DeadLetterReason reason = DeadLetterReason.Handler) => new()
    {
        Id = Guid.CreateVersion7(),
        Consumer = _consumer,
        Position = new EventPosition(number),
        Stream = NewStream(),
        Version = new StreamVersion(number),
        EventType = "tickets:event:ticket-solved",
        Reason = reason,
        Error = "System.InvalidOperationException: it's broken ✗",
        Attempts = 8,
        CreatedAt = Given.Noon.AddSeconds(number),
    };
}
