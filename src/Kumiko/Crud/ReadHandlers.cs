using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Lists an entity's records: filtered, sorted, page by page.</summary>
internal sealed class ListHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<ListInput>(CrudVerb.List, HandlerKind.Query, feature, entity, access)
{
    private readonly ListInputReader _reader = new(entity);

    protected override ListInput ReadInput(JsonElement payload, IssueList issues) => _reader.Read(payload, issues, null);

    internal override object? Read(JsonElement payload, IssueList issues, InvocationServices services) =>
        _reader.Read(payload, issues, services.ViewOf(Entity));

    protected override async Task<object?> Handle(ListInput input, QueryContext context)
    {
        if (input.IsSearch)
        {
            throw new UnprocessableException("search_adapter_not_wired", $"'{Entity.Name}' cannot be searched: no search is set up.",
                new Dictionary<string, object?> { ["entity"] = Entity.Name, ["hint"] = "Filter by a field instead." });
        }

        var view = context.Services.ViewOf(Entity);
        var query = QueryFor(input, context.Tenant, view);
        var session = await context.Services.Unit.ForReading(context.Cancellation);
        var rows = input.Limit == 0 ? [] : await session.ReadRows(query, context.Cancellation);
        long? total = input.WithTotal ? await session.CountRows(QueryFor(input with { Cursor = null }, context.Tenant, view), context.Cancellation) : null;
        var hasMore = rows.Count > input.Limit;
        var page = hasMore ? rows.Take(input.Limit).ToList() : rows;
        var states = Entity.Schema.Sealing is null
            ? page.Select(Entity.Columns.Read)
            : await context.Services.Unit.Open(Entity, [.. page.Select(Entity.Columns.Read)], context.Cancellation);

        // The database has left out already what the caller may not see.
        var records = states.Select(state => new VisibleRecord(state, view?.MaskFor(state)));
        var cursor = hasMore ? ListCursor.Write(input.Order, page[^1], Entity.Table) : null;
        if (Entity.Labels.Count == 0)
        {
            return new ListPage(Entity, records, cursor, total, context.Now, null);
        }

        var all = records.ToList();
        return new ListPage(Entity, all, cursor, total, context.Now, await ReferenceLabels.Load(Entity, all, context));
    }

    /// <summary>One row more than the page shows, so that the last page is known to be the last.</summary>
    private RowQuery QueryFor(ListInput input, TenantId tenant, RecordView? view)
    {
        var filters = new List<RowFilter>(input.Filters);
        if (Entity.IsSoftDelete && !input.IncludeDeleted)
        {
            filters.Add(new RowFilter.Compare(EntityColumns.IsDeleted, Comparison.Equal, false));
        }

        if (view is { SeesAllRecords: false })
        {
            filters.Add(view.Rows);
        }

        if (!input.Condition.IsEverything())
        {
            filters.Add(input.Condition);
        }

        if (input.Cursor is not null)
        {
            filters.Add(input.Cursor.After(input.Order, tenant));
        }

        return new RowQuery
        {
            Table = Entity.Table,
            Scope = new TenantScope.OwnAndSystem(tenant),
            Filter = filters.Count == 0 ? RowFilter.Everything : filters.Count == 1 ? filters[0] : new RowFilter.All(filters),
            Order = input.Order is null ? [] : [input.Order.Term],
            Offset = input.Cursor is null ? input.Offset : 0,
            Limit = input.Limit + 1,
        };
    }
}

/// <summary>One page of a list.</summary>
internal sealed class ListPage(
    EntityDefinition entity, IEnumerable<VisibleRecord> records, string? nextCursor, long? total, DateTimeOffset asOf, ReferenceLabels? labels)
    : IJsonAnswer, IHookedAnswer
{
    private IEnumerable<VisibleRecord> _records = records;

    public HookedRows Open() => HookedRows.Of(entity, _records);

    public object With(HookedRows rows)
    {
        _records = rows.Left(entity);
        return this;
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("rows");
        foreach (var record in _records)
        {
            entity.WriteRecord(writer, record.State, asOf, record.Mask, labels?.Of(record));
        }

        writer.WriteEndArray();
        writer.WriteString("nextCursor", nextCursor);
        if (total is { } count)
        {
            writer.WriteNumber("total", count);
        }

        writer.WriteEndObject();
    }
}

/// <summary>Shows one record, as it is or as it was at a version or an instant; null when there is none that the caller can see.</summary>
internal sealed class DetailHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<DetailHandler.Arguments>(CrudVerb.Detail, HandlerKind.Query, feature, entity, access)
{
    protected override Arguments ReadInput(JsonElement payload, IssueList issues)
    {
        var reader = new PayloadReader(payload, issues, "id", "asOfVersion", "asOf", "includeDeleted", "includeArchived");
        var id = reader.Id();
        var version = reader.Version("asOfVersion");
        var instant = reader.Instant("asOf");
        if (version is not null && instant is not null)
        {
            issues.Add("asOf", IssueCodes.InvalidValue, ("expected", "either asOf or asOfVersion"));
        }

        var asOf = version is { } v ? AsOf.Version(v) : instant is { } at ? AsOf.Time(at) : null;
        return new Arguments(id, asOf, reader.Flag("includeDeleted"), reader.Flag("includeArchived"));
    }

    protected override async Task<object?> Handle(Arguments input, QueryContext context)
    {
        var state = input.AsOf is null ? await context.FindState(Entity, input.Id) : null;
        if (input.AsOf is not null || (state is null && input.IncludeArchived))
        {
            var options = new LoadOptions { AsOf = input.AsOf ?? AsOf.Latest, IncludeArchived = input.IncludeArchived };
            state = await RecordLoader.Load(
                context.Services.Unit, Entity, context.Tenant, input.Id, options, context.Services.ViewOf(Entity), context.Cancellation);
        }

        if (state is null || (state.IsDeleted && !input.IncludeDeleted) || !RowMatcher.Matches(input.Condition, Entity.Columns, state))
        {
            context.Services.NoteUnspoken(Entity, input.Id);
            return null;
        }

        var record = new VisibleRecord(state, context.Services.ViewOf(Entity)?.MaskFor(state));
        return new RecordAnswer(Entity, record, context.Now, Entity.Labels.Count == 0 ? null : await ReferenceLabels.Load(Entity, [record], context));
    }

    internal sealed record Arguments(Guid Id, AsOf? AsOf, bool IncludeDeleted, bool IncludeArchived) : IQueryInput
    {
        /// <summary>What hooks ask for beside.</summary>
        public RowFilter Condition { get; init; } = RowFilter.Everything;

        QueryTerms IQueryInput.Terms => new(Id, IncludeDeleted, Condition);

        IQueryInput IQueryInput.With(QueryTerms terms) => this with { IncludeDeleted = terms.IncludeDeleted, Condition = terms.Condition };
    }
}

/// <summary>One record.</summary>
internal sealed class RecordAnswer(EntityDefinition entity, VisibleRecord record, DateTimeOffset asOf, ReferenceLabels? labels) : IJsonAnswer, IHookedAnswer
{
    public HookedRows Open() => HookedRows.Of(entity, [record]);

    public object? With(HookedRows rows) => rows.Left(entity) is [var left] ? new RecordAnswer(entity, left, asOf, labels) : null;

    public void WriteTo(Utf8JsonWriter writer) =>
        entity.WriteRecord(writer, record.State, asOf, record.Mask, labels?.Of(record));
}
