namespace Kumiko;

/// <summary>That a record refers to another one, which has to be there.</summary>
/// <param name="Command">The index of the command that said so.</param>
/// <param name="InputPath">Where the record stands in the command's input, with a dot behind it; empty for the input itself.</param>
/// <param name="Reference">The reference; its path begins at the record.</param>
/// <param name="Tenant">Whose record refers to it: the target is the tenant's own or one of the system's.</param>
internal sealed record ReferenceClaim(int Command, string InputPath, FoundReference Reference, TenantId Tenant);
