using System.Text.Json;

namespace Kumiko;

/// <summary>Seals the payloads of tasks, which wait in the database for a moment and go with the work that they ask for.</summary>
internal static class SealedPayload
{
    private const string Place = "task";

    /// <param name="payload">A JSON object.</param>
    /// <param name="vault">Null where nothing is sealed.</param>
    public static ReadOnlyMemory<byte> Seal(ReadOnlyMemory<byte> payload, Vault? vault) => vault is null
        ? payload
        : JsonText.BytesOf(vault.Masters.Box(payload.Span, Place), static (writer, box) =>
        {
            writer.WriteStartObject();
            writer.WriteString("kumikoBox", box);
            writer.WriteEndObject();
        });

    /// <inheritdoc cref="Seal"/>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> payload, Vault? vault)
    {
        if (vault is null || !SealedBox.IsBox(payload))
        {
            return payload;
        }

        using var document = JsonDocument.Parse(payload);
        return vault.Masters.Unbox(document.RootElement.GetProperty("kumikoBox").GetString()!, Place);
    }
}
