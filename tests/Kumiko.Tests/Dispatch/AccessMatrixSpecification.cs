using Kumiko.Testing;
using Kumiko.Tests.Apps;
using static Kumiko.Tests.Dispatch.AccessMatrix;

namespace Kumiko.Tests.Dispatch;

/// <summary>Every rule, for everybody, at every door: the verdict depends on the rule and the user alone, never on the way in.</summary>
public abstract class AccessMatrixSpecification(DatabaseSource source) : AppSpecification(source)
{
    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public async Task A_rule_admits_the_same_users_at_every_door(string rule)
    {
        var app = await Start(new RoomFeature(Rules[rule]));

        foreach (var who in Everybody)
        {
            var user = app.As(UserOf(who));
            foreach (var (door, enter) in Doors)
            {
                var refusal = await Failure(() => enter(user));
                if (Admitted[rule].Contains(who))
                {
                    refusal.ShouldBeNull($"{who}, {door}: {refusal?.Message}");
                }
                else
                {
                    refusal.ShouldBeOfType<AccessDeniedException>($"{who}, {door}").Status.ShouldBe(403);
                }
            }
        }
    }

    private static IEnumerable<(string Door, Func<TestUser, Task> Enter)> Doors
    {
        get
        {
            yield return ("command", user => user.Write(new Paint("blue")));
            yield return ("query", user => user.Query<string>(new Colour()));
            yield return ("stream", user => user.Stream<int>(new Count()).FirstAsync().AsTask());
            yield return ("nested command", user => user.Write(new PaintThroughAnother("red")));
            yield return ("nested query", user => user.Query<string>(new ColourThroughAnother()));
            yield return ("create", user => user.Create(new Thing { Name = "chair" }));
            yield return ("batch", user => Batch(user, ("room:write:thing:create", """{"name":"a"}"""), ("room:write:paint", """{"colour":"b"}""")));
            yield return ("list", user => user.List<Thing>());
            yield return ("detail", user => user.Detail<Thing>(Guid.CreateVersion7()));
            yield return ("history", user => user.History<Thing>(Guid.CreateVersion7()));
        }
    }

    private static async Task Batch(TestUser user, params (string, string)[] calls)
    {
        if ((await user.Batch(null, calls)).Error is { } error)
        {
            throw error;
        }
    }

    private static async Task<KumikoException?> Failure(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (NotFoundException)
        {
            // The door was open, and nothing was behind it.
            return null;
        }
        catch (KumikoException exception)
        {
            return exception;
        }
    }
}
