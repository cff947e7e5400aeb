using System.Text;

namespace Kumiko.Tests.Fields;

/// <summary>JSON documents from a seed, with more of what is rare than real clients send.</summary>
internal sealed class RandomJson(int seed, bool hostile = false)
{
    private static readonly string[] Texts =
    [
        "\"\"", "\"a\"", "\"red\"", "\"darkBlue\"", "\"small\"", "\"EUR\"", "\"JPY\"", "\"12.50\"", "\"-0\"", "\"9223372036854775808\"", "\"2026-02-28\"",
        "\"2026-02-28T12:00\"", "\"2026-02-28T12:00:00Z\"", "\"0001-01-01T00:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"Europe/Berlin\"", "\"Asia/Tokyo\"",
        "\"a@b.example\"", "\"01890a5d-ac96-774b-bcce-b302099a8057\"", "\"😀\"", "\"\\u0001\"", "\"ä\"", "\"\\\"\\\\\\/\"",
    ];

    private static readonly string[] HostileTexts = ["\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"a\\ud800\"", "\"E\\ud800\""];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "1", "3.0", "3.5", "-1", "0.001", "1e3", "2147483648", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "1e28", "79228162514264337593543950335", "1e-28", "1.5e-28", "0.1234567890123456789012345678901234", "1e300", "1e-300", "0e999999",
    ];

    private static readonly string[] HostileNumbers = ["1e400", "-1e400", "1e-400", "1e999999999999", "-79228162514264337593543950336"];

    private readonly Random _random = new(seed);

    public string Object(int depth = 0)
    {
        var names = new List<string> { "a", "b", "ä", "a b", "\\u0061", "tz", "utc", "at", "amount", "currency", "" };
        return Object(names, depth);
    }

    /// <summary>An object that starts as said, and whose members have these names, or now and then others; some of them several times.</summary>
    public string Object(IReadOnlyList<string> names, int depth = 0, IReadOnlyList<string>? inner = null, string start = "")
    {
        var json = new StringBuilder("{").Append(start);
        for (var i = _random.Next(depth == 0 ? 5 : 3); i > 0; i--)
        {
            json.Append(json.Length > 1 ? "," : "").Append('"').Append(Name(names)).Append("\":").Append(Value(depth + 1, inner));
        }

        return json.Append('}').ToString();
    }

    private string Name(IReadOnlyList<string> names) => !hostile || _random.Next(20) > 0
        ? names[_random.Next(names.Count)]
        : Pick(["\\ud800", "n\\ud800", "\\u0000", "unknown", "amou\\udc00", "\\u006eame"]);

    private string Value(int depth, IReadOnlyList<string>? inner) => _random.Next(depth > 4 ? 5 : 8) switch
    {
        0 => Pick(["true", "false", "null"]),
        1 or 2 => hostile && _random.Next(4) == 0 ? Pick(HostileNumbers) : Pick(Numbers),
        3 or 4 => hostile && _random.Next(4) == 0 ? Pick(HostileTexts) : Pick(Texts),
        5 => $"[{string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth + 1, inner)))}]",
        _ => inner is null ? Object(depth + 1) : Object(inner, depth + 1, inner),
    };

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
