namespace Kumiko.Tests.Operating;

/// <summary>What an author's own code throws. Its message is the author's business.</summary>
public sealed class AuthorsOwnException(string message) : Exception(message);

public sealed class Diary : Entity
{
    [Text(MaxLength = 60), Filterable]
    public required string Title { get; set; }

    [WritableBy("Nobody")]
    public string? Locked { get; set; }

    public string? Owner { get; set; }
}

public sealed record KeepSecret(string Text);

public sealed record KeepInside(string Text);

public sealed record Blurt([property: Text(MaxLength = 60)] string Text);

public sealed record ForNobody(string Text);

public sealed record AskSecret(string Text);

public sealed record WatchSecret(string Text);

/// <summary>Takes secrets on every way, and fails with them in every way.</summary>
public sealed class SecretsFeature : Feature
{
    private string _task = "";

    public override string Name => "secrets";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Diary>(e => e
            .Unique(d => d.Title)
            .ReadableBy("Writer", (diary, user) => diary.Owner == user.Claims.Text("secrets:owner"))
            .ReadableBy("Reader"));
        r.Crud<Diary>(write: Access.SignedIn, read: Access.SignedIn);
        _task = r.Task("tell", (run, _) => throw new AuthorsOwnException(run.Payload.GetProperty("text").GetString()!), new RetryPolicy { Attempts = 1 });
        r.WriteHandler<KeepSecret>("keep", Access.SignedIn, async (command, ctx) =>
        {
            await ctx.Create(new Diary { Title = command.Text });
            ctx.Services.Enqueue(ctx.Registry.TaskKindOf(_task), ctx.Actor, JsonText.BytesOf(w => Payload(w, command.Text)));
        });
        r.WriteHandler<KeepInside>("keep-inside", Access.SignedIn, async (command, ctx) => await ctx.Write(new KeepSecret(command.Text)));
        r.WriteHandler<Blurt>("blurt", Access.SignedIn, Task (command, ctx) => throw new AuthorsOwnException(command.Text));
        r.WriteHandler<ForNobody>("for-nobody", Access.Roles("Nobody"), (command, ctx) => Task.CompletedTask);
        r.QueryHandler<AskSecret>("ask", Access.SignedIn, async (query, ctx) => await ctx.Query<Diary>().Where(d => d.Title == query.Text).Count());
        r.StreamHandler<WatchSecret, string>("watch", Access.SignedIn, Watch);
    }

    private static async IAsyncEnumerable<string> Watch(WatchSecret query, StreamContext ctx)
    {
        yield return query.Text;
        await ctx.Read<int>(read => throw new AuthorsOwnException(query.Text));
    }

    private static void Payload(System.Text.Json.Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }
}
