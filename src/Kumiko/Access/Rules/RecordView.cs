using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What one user sees of an entity's records. Everything that lets records out asks it: lists, details, answers of commands, histories, answers of
/// authored handlers. There is none where the user sees everything, so that nothing has to be paid for rules that say nothing.
/// </summary>
internal sealed class RecordView
{
    /// <summary>As many conditions as fit into the key of a mask.</summary>
    private const int MostRemembered = 31;

    private readonly EntityDefinition _entity;
    private readonly EntityAccess _access;
    private readonly User _user;
    private readonly Dictionary<GrantSet, RowFilter?> _restrictions = new(ReferenceEqualityComparer.Instance);
    private readonly RowFilter[] _conditions;
    private readonly Dictionary<int, FieldMask?> _masks = [];
    private Dictionary<Guid, EntityState>? _refused;

    private RecordView(EntityDefinition entity, EntityAccess access, User user)
    {
        _entity = entity;
        _access = access;
        _user = user;
        Rows = access.Read?.Bind(user) ?? RowFilter.Everything;
        foreach (var readers in access.Readers)
        {
            _restrictions[readers] = readers.Bind(user) is var rows && rows.IsEverything() ? null : rows;
        }

        _conditions = [.. _restrictions.Values.OfType<RowFilter>().Where(c => !c.IsNothing())];
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
        return view is { SeesAllRecords: true, _conditions.Length: 0 } && view.Mask([]) is null ? null : view;
    }

    /// <summary>Whether the user sees a record.</summary>
    public bool CanRead(EntityState state)
    {
        if (RowMatcher.Matches(Rows, _entity.Columns, state))
        {
            return true;
        }

        (_refused ??= [])[state.Id] = state;
        return false;
    }

    /// <summary>Why <see cref="CanRead"/> said no to a record; null where it did not.</summary>
    public Denial? DenialOf(Guid id) => _refused?.GetValueOrDefault(id) is { } state ? new Denial
    {
        Kind = DenialKind.RowRule,
        Entity = _entity.Name,
        Record = id.ToString(),
        Rules = _access.Read!.Explain(_user, _entity.Columns, state, null),
    } : null;

    /// <summary>Why a list could not be sorted or filtered by a field that is there; null where that was not asked for.</summary>
    public Denial? FieldDenial { get; private set; }

    /// <summary>Notes that somebody wants to sort or filter by a field that the user does not see.</summary>
    public void Refuse(Field field) => FieldDenial = new Denial
    {
        Kind = DenialKind.FieldRule,
        Entity = _entity.Name,
        Field = field.Name,
        Rules = [.. _access.Fields!.Read[field.Ordinal]!.Explain(_user).Select(v => v.Admits ? v with { Admits = false, Why = "It does not hold for all records." } : v)],
    };

    /// <summary>The records whose field the user sees, among those that the user sees at all.</summary>
    public RowFilter RowsShowing(Field field) => RestrictionOf(field) ?? RowFilter.Everything;

    /// <summary>Whether the user sees a field of all records that the user sees at all.</summary>
    public bool Shows(Field field) => RestrictionOf(field) is null;

    /// <summary>What is hidden of a record that the user sees; null for nothing.</summary>
    public FieldMask? MaskFor(EntityState state)
    {
        if (_conditions.Length > MostRemembered)
        {
            return Mask([.. _conditions.Where(c => RowMatcher.Matches(c, _entity.Columns, state))]);
        }

        // Most records of a page fulfil the same conditions, so few masks are made.
        var pattern = 0;
        for (var i = 0; i < _conditions.Length; i++)
        {
            pattern |= RowMatcher.Matches(_conditions[i], _entity.Columns, state) ? 1 << i : 0;
        }

        if (!_masks.TryGetValue(pattern, out var mask))
        {
            _masks[pattern] = mask = Mask([.. _conditions.Where((_, i) => (pattern & (1 << i)) != 0)]);
        }

        return mask;
    }

    /// <param name="fulfilled">The conditions that hold for the record.</param>
    private FieldMask? Mask(IReadOnlyList<RowFilter> fulfilled)
    {
        var fields = _access.Fields is { } rules ? FieldMask.Of(rules, IsHidden) : null;
        if (_entity.Derived.Count == 0)
        {
            return fields;
        }

        // A derived field may show what it is derived from. Unless its own rule says otherwise, it is for those who see all of that.
        var derived = new bool[_entity.Derived.Count];
        for (var i = 0; i < derived.Length; i++)
        {
            derived[i] = _access.Derived[i] is { } readers ? IsHidden(readers) : fields is not null;
        }

        return Array.Exists(derived, d => d) ? FieldMask.Of(fields, _entity.Schema.Fields.Count, derived) : fields;

        bool IsHidden(GrantSet readers) => _restrictions[readers] is { } rows && !fulfilled.Contains(rows, ReferenceEqualityComparer.Instance);
    }

    /// <summary>The records whose field the user sees; null for all.</summary>
    private RowFilter? RestrictionOf(Field field) => _access.Fields?.Read[field.Ordinal] is { } readers ? _restrictions[readers] : null;
}
