using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What one user sees of an entity's records. Everything that lets records out asks it: lists, details, answers of commands, histories, answers of
/// authored handlers. There is none where the user sees everything, so that nothing has to be paid for rules that say nothing.
/// </summary>
internal sealed class RecordView
{
    private readonly EntityDefinition _entity;
    private readonly EntityAccess _access;
    private readonly User _user;
    private readonly RowFilter?[] _fields;
    private readonly RowFilter?[] _derived;
    private readonly bool _dependsOnRecord;
    private readonly FieldMask? _mask;

    private RecordView(EntityDefinition entity, EntityAccess access, User user)
    {
        _entity = entity;
        _access = access;
        _user = user;
        Rows = access.Read?.Bind(user) ?? RowFilter.Everything;
        _fields = access.Fields is { } fields ? Array.ConvertAll(fields.Read, Restriction) : new RowFilter?[entity.Schema.Fields.Count];
        _derived = Array.ConvertAll(access.Derived, Restriction);
        _dependsOnRecord = Array.Exists(_fields, IsConditional) || Array.Exists(_derived, IsConditional);
        _mask = _dependsOnRecord ? null : Mask(null);
    }

    /// <summary>The records that the user sees.</summary>
    public RowFilter Rows { get; }

    /// <summary>Whether the user sees all records, if not all of their fields.</summary>
    public bool SeesAllRecords => Rows.IsEverything();

    /// <summary>What a user sees; null for everything.</summary>
    public static RecordView? For(EntityDefinition entity, User user)
    {
        if (entity.Access is not { RestrictsReading: true } access)
        {
            return null;
        }

        var view = new RecordView(entity, access, user);
        return view is { SeesAllRecords: true, _dependsOnRecord: false, _mask: null } ? null : view;
    }

    /// <summary>Whether the user sees a record.</summary>
    public bool CanRead(EntityState state) => RowMatcher.Matches(Rows, _entity.Columns, state);

    /// <summary>The records whose field the user sees, among those that the user sees at all.</summary>
    public RowFilter RowsShowing(Field field) => _fields[field.Ordinal] ?? RowFilter.Everything;

    /// <summary>Whether the user sees a field of all records that the user sees at all.</summary>
    public bool Shows(Field field) => _fields[field.Ordinal] is null;

    /// <summary>What is hidden of a record that the user sees; null for nothing.</summary>
    public FieldMask? MaskFor(EntityState state) => _dependsOnRecord ? Mask(state) : _mask;

    private FieldMask? Mask(EntityState? state)
    {
        var fields = _access.Fields is { } rules ? FieldMask.Of(rules, _user, ordinal => IsHidden(_fields[ordinal], state)) : null;
        if (_entity.Derived.Count == 0)
        {
            return fields;
        }

        // A derived field may show what it is derived from. Unless its own rule says otherwise, it is for those who see all of that.
        var derived = new bool[_entity.Derived.Count];
        for (var i = 0; i < derived.Length; i++)
        {
            derived[i] = _access.Derived[i] is null ? fields is not null : IsHidden(_derived[i], state);
        }

        return Array.Exists(derived, d => d) ? FieldMask.Of(fields, _entity.Schema.Fields.Count, derived) : fields;
    }

    private RowFilter? Restriction(GrantSet? readers) => readers?.Bind(_user) is { } rows && !rows.IsEverything() ? rows : null;

    private bool IsHidden(RowFilter? rows, EntityState? state) =>
        rows is not null && (rows.IsNothing() || state is null || !RowMatcher.Matches(rows, _entity.Columns, state));

    private static bool IsConditional(RowFilter? rows) => rows is not null && !rows.IsNothing();
}
