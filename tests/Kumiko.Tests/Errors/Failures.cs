namespace Kumiko.Tests.Errors;

/// <summary>One failure of every type, as they are thrown. Other test projects use this file, too.</summary>
internal static class Failures
{
    private static readonly Guid Id = new("0198c0de-0000-7000-8000-00000000000a");

    private static readonly Dictionary<Type, Func<Registry, KumikoException>> Samples = new()
    {
        [typeof(ValidationFailedException)] = _ => new ValidationFailedException(new FieldIssue("lines.0.text", IssueCodes.TooBig, new Dictionary<string, object?> { ["maximum"] = 10 })),
        [typeof(AccessDeniedException)] = _ => new AccessDeniedException("library:write:fail"),
        [typeof(FeatureDisabledException)] = _ => new FeatureDisabledException("library", "library:write:fail", "books"),
        [typeof(NotFoundException)] = _ => new NotFoundException("book-case", Id.ToString()),
        [typeof(ConflictException)] = _ => new ConflictException("sold_out", "It is sold out.", new Dictionary<string, object?> { ["left"] = 0 }),
        [typeof(DeleteRestrictedException)] = registry => new DeleteRestrictedException(registry.FindEntity("book-case")!.Relations[0], Id, 2),
        [typeof(VersionConflictException)] = _ => new VersionConflictException(Id, new StreamVersion(1), new StreamVersion(2)),
        [typeof(UniqueViolationException)] = _ => new UniqueViolationException("book", ["title"]),
        [typeof(IdempotentReplayException)] = _ => new IdempotentReplayException("key"),
        [typeof(StreamArchivedException)] = _ => new StreamArchivedException(Id),
        [typeof(UnprocessableException)] = _ => new UnprocessableException("too_late", "It is too late.", new Dictionary<string, object?> { ["hours"] = new[] { 9, 17 } })
        {
            I18nKey = "library.errors.tooLate",
            I18nParams = new Dictionary<string, object?> { ["from"] = 9 },
        },
        [typeof(UnconfiguredException)] = _ => new UnconfiguredException("library", "mail-server", "The address of your mail server."),
        [typeof(RateLimitedException)] = _ => new RateLimitedException("user", 10, TimeSpan.FromMinutes(1), 0, TimeSpan.FromSeconds(5), DateTimeOffset.UnixEpoch),
        [typeof(InternalErrorException)] = _ => new InternalErrorException("internal error"),
        [typeof(ProjectionBehindException)] = _ => new ProjectionBehindException("library:projection:loans", new EventPosition(1), new EventPosition(2)),
    };

    /// <summary>Every failure that can be thrown, by reflection.</summary>
    public static IEnumerable<Type> Types => typeof(KumikoException).Assembly.GetExportedTypes()
        .Where(t => t.IsSealed && t.IsSubclassOf(typeof(KumikoException))).OrderBy(t => t.Name);

    public static IEnumerable<string> Names => Types.Select(t => t.Name);

    public static KumikoException Of(string type, Registry registry) => Samples.TryGetValue(Types.Single(t => t.Name == type), out var sample)
        ? sample(registry)
        : throw new InvalidOperationException($"'{type}' is new: add one to {nameof(Failures)}, and describe it in the catalogue of errors.");
}

public sealed class BookCase : Entity
{
    public string? Room { get; set; }
}

public sealed class Book : Entity
{
    public string? Title { get; set; }

    [Reference<BookCase>]
    public Guid? CaseId { get; set; }
}

public sealed record Fail(string Failure);

public sealed record FailInside(string Failure);

public sealed record AskInVain(string Failure);

public sealed record ListenInVain(string Failure, int After = 0);

/// <summary>Fails in every way, on every way.</summary>
public sealed class LibraryFeature : Feature
{
    public override string Name => "library";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<BookCase>(e => e.HasMany<Book>(b => b.CaseId));
        r.Entity<Book>();
        r.WriteHandler<Fail>("fail", Access.Anyone, Task (command, ctx) => throw Failures.Of(command.Failure, ctx.Registry));
        r.WriteHandler<FailInside>("fail-inside", Access.Anyone, async (command, ctx) => await ctx.Write(new Fail(command.Failure)));
        r.QueryHandler<AskInVain>("ask", Access.Anyone, Task<object?> (query, ctx) => throw Failures.Of(query.Failure, ctx.Registry));
        r.StreamHandler<ListenInVain, int>("listen", Access.Anyone, Listen);
    }

    private static async IAsyncEnumerable<int> Listen(ListenInVain query, StreamContext ctx)
    {
        for (var i = 0; i < query.After; i++)
        {
            yield return i;
        }

        await ctx.Read<int>(read => throw Failures.Of(query.Failure, read.Registry));
    }
}
