namespace Kumiko.Storage;

/// <summary>One step of a transaction. The operations of a batch take effect in their order, and all or none of them do.</summary>
public abstract record WriteOperation
{
    private WriteOperation()
    {
    }

    /// <summary>Appends an event.</summary>
    public sealed record Append(NewEvent Event) : WriteOperation;

    /// <summary>Adds a row; <paramref name="Values"/> follow the table's columns.</summary>
    public sealed record InsertRow(Table Table, object?[] Values) : WriteOperation;

    /// <summary>Changes columns of the row of this tenant and id; <paramref name="Values"/> follow <paramref name="Ordinals"/>.</summary>
    public sealed record UpdateRow(Table Table, TenantId Tenant, Guid Id, IReadOnlyList<int> Ordinals, object?[] Values) : WriteOperation;

    /// <summary>Removes the row of this tenant and id.</summary>
    public sealed record DeleteRow(Table Table, TenantId Tenant, Guid Id) : WriteOperation;

    /// <summary>Stores the answer to a request, so that a repetition of the request gets the same one.</summary>
    public sealed record RecordAnswer(RecordedAnswer Answer) : WriteOperation;
}
