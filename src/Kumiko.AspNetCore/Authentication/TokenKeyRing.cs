using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Kumiko.AspNetCore;

/// <summary>The secrets that tokens are signed and verified with.</summary>
internal sealed class TokenKeyRing
{
    private const int MinLength = 32;
    private const string Versioned = "JWT_SECRET_V";
    private const string CurrentVersion = "JWT_SECRET_CURRENT_VERSION";
    private const string Legacy = "JWT_SECRET";

    public TokenKeyRing(SigningKey current, params IEnumerable<SigningKey> verifyOnly)
    {
        Current = current;
        All = [current, .. verifyOnly];
    }

    /// <summary>The key that signs.</summary>
    public SigningKey Current { get; }

    /// <summary>Every key that verifies, <see cref="Current"/> first.</summary>
    public IReadOnlyList<SigningKey> All { get; }

    /// <summary>A key that nobody knows and that ends with the process: for development without any configuration.</summary>
    public static TokenKeyRing Ephemeral() => new(new SigningKey(id: null, RandomNumberGenerator.GetBytes(MinLength)));

    /// <summary>Reads the keys.</summary>
    /// <param name="configuration">The application's configuration, environment variables included.</param>
    /// <param name="options">The options of tokens.</param>
    /// <param name="problems">Takes what is wrong, in words that say how to mend it.</param>
    /// <returns>Null when no secret is configured, or when there are problems.</returns>
    public static TokenKeyRing? Read(IConfiguration configuration, JwtOptions options, ICollection<string> problems)
    {
        var before = problems.Count;
        var single = options.Secret ?? configuration[Legacy];
        CheckLength(options.Secret is null ? Legacy : "Kumiko:Jwt:Secret", single, problems);

        var versions = ReadVersions(configuration, problems);
        var current = configuration[CurrentVersion];
        if (versions.Count > 0 && !versions.ContainsKey(current ?? ""))
        {
            problems.Add(current is null
                ? $"{CurrentVersion} is missing: it names the version of {Versioned}<n> that signs tokens."
                : $"{CurrentVersion} is '{current}', but {Versioned}{current} is not set.");
        }
        else if (versions.Count == 0 && current is not null)
        {
            problems.Add($"{CurrentVersion} is '{current}', but {Versioned}{current} is not set.");
        }

        if (problems.Count > before)
        {
            return null;
        }

        var legacy = single is null ? null : new SigningKey(id: null, Encoding.UTF8.GetBytes(single));
        if (versions.Count == 0)
        {
            return legacy is null ? null : new TokenKeyRing(legacy);
        }

        var signing = versions[current!];
        var others = versions.Values.Where(key => key != signing);
        return new TokenKeyRing(signing, legacy is null ? others : others.Append(legacy));
    }

    private static Dictionary<string, SigningKey> ReadVersions(IConfiguration configuration, ICollection<string> problems)
    {
        var versions = new Dictionary<string, SigningKey>();
        foreach (var entry in configuration.GetChildren())
        {
            if (!entry.Key.StartsWith(Versioned, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var version = entry.Key[Versioned.Length..];
            if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                problems.Add($"{entry.Key} has no number as its version; write {Versioned}1, {Versioned}2, and so on.");
            }
            else if (CheckLength(entry.Key, entry.Value ?? "", problems))
            {
                versions.Add(version, new SigningKey("v" + version, Encoding.UTF8.GetBytes(entry.Value!)));
            }
        }

        return versions;
    }

    private static bool CheckLength(string name, string? secret, ICollection<string> problems)
    {
        if (secret is null || secret.Length >= MinLength)
        {
            return true;
        }

        problems.Add($"{name} has {secret.Length} characters; a secret needs at least {MinLength}, better random ones.");
        return false;
    }
}
