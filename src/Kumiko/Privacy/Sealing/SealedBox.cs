using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kumiko;

/// <summary>
/// Seals whole documents that may hold data about several subjects: answers that wait for repetitions, snapshots. When one of them is forgotten, nothing is
/// left of the document, and whoever asks for it has to do without it.
/// </summary>
internal static class SealedBox
{
    private static ReadOnlySpan<byte> Start => "{\"kumikoBox\":"u8;

    public static bool IsBox(ReadOnlyMemory<byte> json) => json.Span.StartsWith(Start);

    /// <summary>Seals a document under the keys of all subjects whose data the unit has had in its hands; where there are none, it stays as it is.</summary>
    /// <param name="json">The document.</param>
    /// <param name="ring">The unit's keys; null for none.</param>
    /// <param name="place">What the document belongs to.</param>
    public static ReadOnlyMemory<byte> Seal(ReadOnlyMemory<byte> json, KeyRing? ring, string place)
    {
        if (ring is not { Used.Count: > 0 })
        {
            return json;
        }

        var box = Base64Url.EncodeToString(Aead.Seal(KeyOf(ring.Used.Values), json.Span, place));
        return JsonText.BytesOf((ring, box), static (writer, s) =>
        {
            writer.WriteStartObject();
            writer.WriteString("kumikoBox", s.box);
            writer.WriteStartArray("subjects");
            foreach (var (tenant, subject) in s.ring.Used.Keys)
            {
                writer.WriteStringValue(tenant);
                writer.WriteStringValue(subject);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Opens a document; null when one of its subjects was forgotten. What is no box stays as it is.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> Open(ReadOnlyMemory<byte> json, KeyRing ring, string place, CancellationToken cancellation)
    {
        if (!IsBox(json))
        {
            return json;
        }

        using var document = JsonDocument.Parse(json);
        var words = document.RootElement.GetProperty("subjects").EnumerateArray().ToList();
        var subjects = words.Chunk(2).Select(s => (Tenant: new TenantId(s[0].GetGuid()), Subject: new DataSubject(s[1].GetString()!))).ToList();
        await ring.Fetch(subjects, cancellation);

        // A key that is not there was made by something that was taken back: the document cannot be about its subject any more.
        if (subjects.Exists(s => ring.Find(s.Tenant, s.Subject) is not { Secret: not null }))
        {
            return null;
        }

        return Aead.Open(
            KeyOf(subjects.Select(s => ring.SecretToOpen(s.Tenant, s.Subject)!)), Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(document.RootElement.GetProperty("kumikoBox").GetString()!)), place);
    }

    private static byte[] KeyOf(IEnumerable<byte[]> secrets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var secret in secrets)
        {
            hash.AppendData(secret);
        }

        return Aead.Derive(hash.GetHashAndReset(), "kumiko:document");
    }
}
