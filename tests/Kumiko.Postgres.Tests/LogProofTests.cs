using Kumiko.Postgres.Log;

namespace Kumiko.Postgres.Tests;

public class LogProofTests
{
    [Fact]
    public void Where_nobody_writes_everything_that_was_drawn_is_final() => After((10, [])).ShouldBe(10);

    [Fact]
    public void While_somebody_writes_nothing_is_proven() => After((10, ["a"]), (12, ["a", "b"])).ShouldBe(0);

    [Fact]
    public void When_those_who_wrote_have_ended_it_is_final_up_to_where_they_could_write() => After((10, ["a", "b"]), (12, ["b"]), (15, ["c"])).ShouldBe(10);

    [Fact]
    public void The_next_proof_begins_with_those_who_write_when_the_last_one_ends() => After((10, ["a"]), (15, ["c"]), (20, ["d"])).ShouldBe(15);

    [Fact]
    public void Who_ended_and_writes_again_under_the_same_name_is_not_waited_for() => After((10, ["a", "b"]), (12, ["b"]), (15, ["a"])).ShouldBe(10);

    [Fact]
    public void A_prepared_transaction_may_be_any_of_those_who_wrote() =>
        After((10, ["a"]), (12, [LogProof.Prepared]), (15, ["b", LogProof.Prepared]), (17, ["b"])).ShouldBe(10);

    [Fact]
    public void What_is_final_stays_final() => After((10, []), (9, [])).ShouldBe(10);

    [Fact]
    public void A_reader_that_was_ahead_of_the_log_stays_there() => new LogProof(100).Final.ShouldBe(100);

    private static long After(params (long LastDrawn, string[] Holders)[] looks)
    {
        var proof = new LogProof(0);
        foreach (var (lastDrawn, holders) in looks)
        {
            proof.Learn(lastDrawn, holders.ToHashSet());
        }

        return proof.Final;
    }
}
