namespace Kumiko.Sqlite;

/// <summary>Many keys as one value, which one statement takes apart: its text does not depend on their number.</summary>
internal static class Keys
{
    private const int Width = 32;

    /// <summary>Tenant and id of each, in the form in which the tables hold them; each key once.</summary>
    public static byte[] Join(IEnumerable<(TenantId Tenant, Guid Id)> keys)
    {
        var distinct = keys.Distinct().ToArray();
        var bytes = new byte[distinct.Length * Width];
        for (var i = 0; i < distinct.Length; i++)
        {
            distinct[i].Tenant.Value.TryWriteBytes(bytes.AsSpan(i * Width), bigEndian: true, out _);
            distinct[i].Id.TryWriteBytes(bytes.AsSpan((i * Width) + (Width / 2)), bigEndian: true, out _);
        }

        return bytes;
    }
}
