using Kumiko.Storage;

namespace Kumiko;

/// <summary>The table of wrapped keys. It is not derived from the log: no event contains a key.</summary>
internal static class KeyTable
{
    private static readonly Column Subject = new("subject", ColumnType.Text);
    private static readonly Column Wrapped = new("wrapped_key", ColumnType.Text, IsNullable: true);
    private static readonly Column CreatedAt = new("created_at", ColumnType.Timestamp);
    private static readonly Column ForgottenAt = new("forgotten_at", ColumnType.Timestamp, IsNullable: true);

    private const int SubjectOrdinal = 2;
    private const int WrappedOrdinal = 3;
    private const int ForgottenAtOrdinal = 5;

    public static readonly Table Table = new("kumiko_subject_keys", [EntityColumns.Tenant, EntityColumns.Id, Subject, Wrapped, CreatedAt, ForgottenAt], []);

    public static UnitOfWork.RowKey KeyOf(TenantId tenant, DataSubject subject) => new(Table, tenant, DeterministicId.Of(subject.Value));

    public static object?[] RowOf(TenantId tenant, DataSubject subject, string wrapped, DateTimeOffset now) =>
        [tenant.Value, KeyOf(tenant, subject).Id, subject.Value, wrapped, now, null];

    public static SubjectKey Read(object?[] row, MasterKeys masters)
    {
        var subject = new DataSubject((string)row[SubjectOrdinal]!);
        return new SubjectKey(subject, row[WrappedOrdinal] is string wrapped ? masters.Unwrap(wrapped, PlaceOf(new TenantId((Guid)row[0]!), subject)) : null);
    }

    /// <summary>The change that destroys a key, and the row afterwards.</summary>
    public static (WriteOperation Operation, object?[] Row) Destroy(object?[] row, DateTimeOffset now)
    {
        var after = (object?[])row.Clone();
        (after[WrappedOrdinal], after[ForgottenAtOrdinal]) = (null, now);
        return (new WriteOperation.UpdateRow(Table, new TenantId((Guid)row[0]!), (Guid)row[1]!, [WrappedOrdinal, ForgottenAtOrdinal], [null, now]), after);
    }

    /// <summary>Whether a key is wrapped by another master key than the current one.</summary>
    public static bool IsOutdated(object?[] row, MasterKeys masters) =>
        row[WrappedOrdinal] is string wrapped && !wrapped.StartsWith(masters.CurrentId + ":", StringComparison.Ordinal);

    public static bool IsForgotten(object?[] row) => row[WrappedOrdinal] is null;

    /// <summary>The change that wraps a key by the current master key.</summary>
    public static WriteOperation Rewrap(object?[] row, MasterKeys masters)
    {
        var (tenant, key) = (new TenantId((Guid)row[0]!), Read(row, masters));
        return new WriteOperation.UpdateRow(Table, tenant, (Guid)row[1]!, [WrappedOrdinal], [masters.Wrap(key.Secret, PlaceOf(tenant, key.Subject))]);
    }

    public static string PlaceOf(TenantId tenant, DataSubject subject) => $"{tenant.Value:N}|{subject.Value}";
}
