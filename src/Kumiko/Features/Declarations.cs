using System.Runtime.CompilerServices;

namespace Kumiko;

/// <summary>What the author said of an entity, before it is checked.</summary>
internal sealed class EntityDeclaration(Type type, SourceLocation? source)
{
    public Type Type => type;

    public SourceLocation? Source => source;

    public bool IsSoftDelete { get; set; }

    public string? Table { get; set; }

    public string? DefaultCurrency { get; set; }

    public List<IndexDeclaration> Indexes { get; } = [];

    public List<DerivedDeclaration> Derived { get; } = [];

    public List<TotalDeclaration> Totals { get; } = [];

    public List<RelationDeclaration> Relations { get; } = [];

    public List<TransitionDeclaration> Transitions { get; } = [];

    public AccessDeclaration Access { get; } = new();

    public List<FieldAccessDeclaration> FieldAccess { get; } = [];
}

/// <summary>Members are null where the expression names no property.</summary>
internal sealed record IndexDeclaration(IReadOnlyList<string?> Members, bool IsUnique, bool OnlyExisting);

internal sealed record DerivedDeclaration(string Name, Type ValueType, Func<object, DateTimeOffset, object?> Derive);

internal sealed record TotalDeclaration(string? List, string? Item, string? MustEqual, bool IsMatch);

internal sealed record CrudDeclaration(Type Type, CrudBuilder Options, SourceLocation? Source);

internal sealed record ReferenceDataDeclaration(Type Type, string? Key, IReadOnlyList<Entity> Rows);

internal sealed record EventDeclaration(
    Type Type, string Name, int Version, Func<EventHeader, object, Event> Typed, SourceLocation? Source);

/// <summary>One step between two versions of an event. The two types are those of a typed step.</summary>
internal sealed record MigrationDeclaration(
    Type Event, int From, int To, Type? OldShape, Type? NewShape, Func<RecordSchema?, RecordSchema?, MigrationStep> Create, SourceLocation? Source)
{
    /// <summary>What the declarative form says wrongly.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>A command that decides over the state of an aggregate.</summary>
internal sealed record DecisionDeclaration(string Name, Type State, SourceLocation? Source);

/// <summary>A kind of work after commits, by its qualified name.</summary>
internal sealed record TaskDeclaration(string Name, Func<TaskRun, WriteContext, Task> Run, RetryPolicy Retry);

/// <summary>A command, query or stream of the author's own. The work of a stream is to open it.</summary>
internal sealed record HandlerDeclaration(
    HandlerKind Kind, string Name, AccessRule Access, Type Input, Func<object, QueryContext, Task<object?>> Handle, SourceLocation? Source)
{
    /// <summary>What the author said behind the declaration.</summary>
    public HandlerOptions Options { get; } = new();

    /// <summary>The command's steps; null where it is code, and for queries and streams.</summary>
    public StepPipeline? Pipeline { get; init; }

    /// <summary>Opens a stream; null for commands and queries.</summary>
    public Func<object, StreamContext, IAsyncEnumerable<object?>>? Open { get; private init; }

    public static HandlerDeclaration Write<TCommand>(
        string name, AccessRule access, Func<TCommand, WriteContext, Task<object?>> handler, SourceLocation? source)
        where TCommand : class =>
        new(HandlerKind.Write, name, access, typeof(TCommand), (input, context) => handler((TCommand)input, (WriteContext)context), source);

    public static HandlerDeclaration Query<TQuery>(
        string name, AccessRule access, Func<TQuery, QueryContext, Task<object?>> handler, SourceLocation? source)
        where TQuery : class =>
        new(HandlerKind.Query, name, access, typeof(TQuery), (input, context) => handler((TQuery)input, context), source);

    public static HandlerDeclaration Stream<TQuery, TItem>(
        string name, AccessRule access, Func<TQuery, StreamContext, IAsyncEnumerable<TItem>> handler, SourceLocation? source)
        where TQuery : class =>
        new(HandlerKind.Stream, name, access, typeof(TQuery), (_, _) => throw new InvalidOperationException($"'{name}' is a stream; it is opened."), source)
        {
            Open = (input, context) => Boxed(handler((TQuery)input, context), context.Cancellation),
        };

    private static async IAsyncEnumerable<object?> Boxed<TItem>(IAsyncEnumerable<TItem> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in items.WithCancellation(cancellation))
        {
            yield return item;
        }
    }
}
