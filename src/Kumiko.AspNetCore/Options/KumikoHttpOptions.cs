namespace Kumiko.AspNetCore;

/// <summary>The settings of the HTTP edge, bound from the configuration section <c>Kumiko</c> and checked when the application starts.</summary>
public sealed class KumikoHttpOptions
{
    /// <summary>The configuration section that the options are read from.</summary>
    public const string Section = "Kumiko";

    /// <summary>Where the documentation of failures lives; every failure carries a link to its own page there.</summary>
    public string DocsUrl { get; set; } = "https://docs.kumiko.rocks";

    /// <summary>The largest request body in bytes; 1 MiB by default. 0 lifts the limit.</summary>
    public long MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The largest number of commands in one batch.</summary>
    public int MaxBatchCommands { get; set; } = 100;

    /// <summary>How long a stream may be silent before the client is sent a sign of life; 15 seconds by default.</summary>
    public TimeSpan StreamHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How tokens are signed and verified.</summary>
    public JwtOptions Jwt { get; set; } = new();

    /// <summary>How browsers keep a sign-in.</summary>
    public AuthCookieOptions Cookies { get; set; } = new();

    /// <summary>What <c>/health/ready</c> looks at beside the database.</summary>
    public ReadinessOptions Readiness { get; set; } = new();

    /// <summary>Which web origins may act with the cookies of a sign-in.</summary>
    public OriginOptions Origins { get; set; } = new();

    /// <summary>In which tenant visitors act who did not sign in; nobody gets in without a sign-in by default.</summary>
    public AnonymousOptions Anonymous { get; set; } = new();

    /// <summary>Who acts when nobody signed in. Read in the environment <c>Development</c> only; elsewhere it has no effect at all.</summary>
    public DevelopmentOptions Development { get; set; } = new();
}
