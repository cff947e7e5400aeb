namespace Kumiko;

/// <summary>What tells the rows of a projection apart: a property <c>Guid Id</c>, or properties from whose values the id follows.</summary>
internal sealed class RowKeys
{
    private readonly IReadOnlyList<Field> _fields;

    private RowKeys(Field? id, IReadOnlyList<Field> fields)
    {
        Id = id;
        _fields = fields;
    }

    /// <summary>The field that is the id itself; null where the id follows from other fields.</summary>
    public Field? Id { get; }

    public static RowKeys OfId(Field id) => new(id, [id]);

    public static RowKeys OfFields(IReadOnlyList<Field> fields) => new(null, fields);

    public bool Contains(Field field) => _fields.Contains(field);

    public Guid IdOf(object row)
    {
        if (Id is not null)
        {
            return (Guid)Id.Get(row)!;
        }

        // As an array of JSON: no two keys have the same text, whatever characters their values have.
        var text = JsonText.BytesOf((_fields, row), static (writer, s) =>
        {
            writer.WriteStartArray();
            foreach (var field in s._fields)
            {
                if (field.Get(s.row) is { } value)
                {
                    field.Type.Write(writer, field.Type.Normalize(value), JsonForm.Stored);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndArray();
        });
        return DeterministicId.Of(text.Span);
    }
}
