namespace Kumiko.Tests.RateLimits;

public sealed class Pass : Entity
{
    public required string Holder { get; set; }
}

public sealed record Work(string Name);

public sealed record Limited(string Name = "");

public sealed record Stamp(string Text);

public sealed record Stamped(string Text);

public sealed record Echo(string Text);

public sealed record ByUser(int Unused = 0);

public sealed record ByUserToo(int Unused = 0);

public sealed record ByUserMore(int Unused = 0);

public sealed record ByTenant(int Unused = 0);

public sealed record ByIp(int Unused = 0);

public sealed record ByUserAndHandler(int Unused = 0);

public sealed record ByTenantAndHandler(int Unused = 0);

public sealed record ByIpAndHandler(int Unused = 0);

public sealed record ByTwo(int Unused = 0);

public sealed record Dear(int Unused = 0);
