namespace Kumiko;

/// <summary>Asks for all tables that are derived from the log, and how far their rebuilds have come. Answers with <see cref="ProjectionReport"/>s.</summary>
public sealed record ListProjections;

/// <summary>Begins to derive a table anew, in the background of the node that gets the command.</summary>
/// <param name="Projection">The qualified name.</param>
/// <param name="Tenant">The only tenant whose rows are derived; left out for all.</param>
public sealed record RebuildProjection(string Projection, Guid? Tenant = null);

/// <summary>Compares live rows with rows derived from the log. Answers with a <see cref="VerifyResult"/>.</summary>
/// <param name="Projection">The qualified name.</param>
/// <param name="Tenant">The only tenant whose rows are compared; left out for all.</param>
public sealed record VerifyProjection(string Projection, Guid? Tenant = null);

/// <summary>Drops the table that the last rebuild replaced.</summary>
/// <param name="Projection">The qualified name.</param>
public sealed record DropOldTable(string Projection);
