using Kumiko.Storage;

namespace Kumiko;

/// <summary>Goes over a table's rows in the order of tenant and id, page by page.</summary>
internal sealed class RowWalk(StoreSession session, Table table, TenantId? tenant, int pageSize)
{
    private IReadOnlyList<object?[]> _page = [];
    private int _index = -1;
    private (TenantId, Guid)? _last = tenant is { } only ? (only, Guid.Empty) : null;
    private bool _isOver;

    /// <summary>The row; null behind the last one.</summary>
    public object?[]? Current { get; private set; }

    public async Task Next(CancellationToken cancellation)
    {
        if (++_index >= _page.Count && !_isOver)
        {
            _page = await session.ReadPage(table, _last, pageSize, cancellation);
            _index = 0;
            _isOver = _page.Count < pageSize;
            _last = _page.Count > 0 ? KeyOf(_page[^1]) : _last;
        }

        Current = _index < _page.Count ? _page[_index] : null;
        if (Current is not null && tenant is { } only && (Guid)Current[0]! != only.Value)
        {
            (Current, _page, _isOver) = (null, [], true);
        }
    }

    /// <summary>Which of two rows comes first in the order of databases: byte by byte. A missing row comes last.</summary>
    public static int Compare(object?[]? one, object?[]? other)
    {
        if (one is null || other is null)
        {
            return one is null ? 1 : -1;
        }

        var tenants = Compare((Guid)one[0]!, (Guid)other[0]!);
        return tenants != 0 ? tenants : Compare((Guid)one[1]!, (Guid)other[1]!);
    }

    private static int Compare(Guid one, Guid other)
    {
        Span<byte> left = stackalloc byte[16], right = stackalloc byte[16];
        one.TryWriteBytes(left, bigEndian: true, out _);
        other.TryWriteBytes(right, bigEndian: true, out _);
        return left.SequenceCompareTo(right);
    }

    private static (TenantId, Guid) KeyOf(object?[] row) => (new TenantId((Guid)row[0]!), (Guid)row[1]!);
}
