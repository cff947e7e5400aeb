using System.Text.Json;

namespace Kumiko;

/// <summary>What a payload has under the name of a relation: records that are created with their owner.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Items">The records, in their order.</param>
internal sealed record NestedRecords(RelationDefinition Relation, IReadOnlyList<NestedRecord> Items);

/// <summary>One of the records.</summary>
/// <param name="Payload">What was sent for it.</param>
/// <param name="Input">What was read from it. The reference to the owner is not known yet.</param>
internal sealed record NestedRecord(JsonElement Payload, CreateHandler.Arguments Input);
