namespace Kumiko.Tests.Consumers;

public class RetryPauseTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(5, 3_200)]
    [InlineData(11, 204_800)]
    [InlineData(12, 300_000)]
    [InlineData(5_000, 300_000)]
    public void The_longest_possible_pause_doubles_with_each_attempt_up_to_the_limit(int attempts, int milliseconds)
    {
        RetryPause.Of(attempts, First, Longest, new Fixed(1)).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void The_pause_may_be_any_part_of_it_so_that_those_who_failed_together_do_not_return_together()
    {
        RetryPause.Of(3, First, Longest, new Fixed(0)).ShouldBe(TimeSpan.Zero);
        RetryPause.Of(3, First, Longest, new Fixed(0.5)).ShouldBe(TimeSpan.FromMilliseconds(400));
    }

    private sealed class Fixed(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
