using Kumiko.Sqlite;

namespace Kumiko.Tests.Sqlite;

public class CodePointsTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("ab", "ac")]
    [InlineData("a\uD7FF", "a\uE000")]
    [InlineData("a\uFFFF", "a\U00010000")]
    [InlineData("a\U0010FFFF", "b")]
    [InlineData("\U0010FFFF\U0010FFFF", null)]
    [InlineData("", null)]
    public void Behind_all_texts_with_a_start_comes_the_next_code_point(string prefix, string? behind) =>
        CodePoints.Behind(prefix).ShouldBe(behind);
}
