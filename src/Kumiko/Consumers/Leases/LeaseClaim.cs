using Kumiko.Storage;

namespace Kumiko;

/// <summary>A consumer that some node should work for.</summary>
/// <param name="Key">The consumer.</param>
/// <param name="Lanes">The lanes that it may run in, separated by commas.</param>
/// <param name="Owner">Who holds its lease; null when it is free or its lease has ended.</param>
internal sealed record LeaseClaim(ConsumerKey Key, string Lanes, string? Owner);

/// <summary>What a node does at a heartbeat.</summary>
/// <param name="Take">Consumers to take, the most wanted first.</param>
/// <param name="GiveBack">Consumers to give back.</param>
internal sealed record LeaseMoves(IReadOnlyList<ConsumerKey> Take, IReadOnlyList<ConsumerKey> GiveBack);
