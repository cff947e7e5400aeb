using System.Buffers.Text;
using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>The last record of a page: where the next one goes on. Opaque to clients, and good only for the order that it was made for.</summary>
internal sealed record ListCursor(Guid Id, object? Value)
{
    /// <summary>Whether the record is one of the system tenant's.</summary>
    public bool IsSystems { get; init; }

    public static string Write(ListOrder? order, object?[] row, Table table)
    {
        var bytes = JsonText.BytesOf((order, row, table), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WriteString("i", (Guid)s.row[1]!);
            if ((Guid)s.row[0]! == TenantId.System.Value)
            {
                writer.WriteBoolean("y", true);
            }

            if (s.order is not null)
            {
                writer.WriteString("s", s.order.Key);
                writer.WritePropertyName("v");
                ColumnJson.Write(writer, s.row[s.table.OrdinalOf(s.order.Column)]);
            }

            writer.WriteEndObject();
        });
        return Base64Url.EncodeToString(bytes.Span);
    }

    /// <summary>Reads a cursor; null when it is none, or was made for another order.</summary>
    public static ListCursor? Read(string text, ListOrder? order)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var json = document.RootElement;
            var key = json.TryGetProperty("s", out var sort) ? sort.GetString() : null;
            if (key != order?.Key)
            {
                return null;
            }

            return new ListCursor(json.GetProperty("i").GetGuid(), order is null ? null : ColumnJson.Read(json.GetProperty("v"), order.Column.Type))
            {
                IsSystems = json.TryGetProperty("y", out _),
            };
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The rows behind this one. Nulls come last ascending and first descending; ids always ascend.</summary>
    public RowFilter After(ListOrder? order, TenantId tenant)
    {
        var laterId = AfterId(tenant);
        if (order is null)
        {
            return laterId;
        }

        var ascending = order.Direction == SortDirection.Ascending;
        if (Value is null)
        {
            var laterNull = new RowFilter.All([new RowFilter.IsNull(order.Column), laterId]);
            return ascending ? laterNull : new RowFilter.Any([laterNull, new RowFilter.IsNotNull(order.Column)]);
        }

        var beyond = new RowFilter.Compare(order.Column, ascending ? Comparison.Greater : Comparison.Less, Value);
        var tie = new RowFilter.All([new RowFilter.Compare(order.Column, Comparison.Equal, Value), laterId]);
        return ascending && order.Column.IsNullable
            ? new RowFilter.Any([beyond, tie, new RowFilter.IsNull(order.Column)])
            : new RowFilter.Any([beyond, tie]);
    }

    /// <summary>A tenant's record may have the id of one of the system's. Of the two, the one with the smaller tenant comes first.</summary>
    private RowFilter AfterId(TenantId tenant)
    {
        var later = new RowFilter.Compare(EntityColumns.Id, Comparison.Greater, Id);
        var (here, other) = IsSystems ? (TenantId.System, tenant) : (tenant, TenantId.System);
        return here.Value.CompareTo(other.Value) >= 0 ? later : new RowFilter.Any(
        [
            later,
            new RowFilter.All(
            [
                new RowFilter.Compare(EntityColumns.Id, Comparison.Equal, Id),
                new RowFilter.Compare(EntityColumns.Tenant, Comparison.Equal, other.Value),
            ]),
        ]);
    }
}
