namespace Kumiko;

/// <summary>
/// What a sign-in says about a user beside the roles: a team, regions, a limit. Immutable. A claim is a text, a number, a yes or no, or a list of
/// texts or numbers; asked for as something else, it counts as missing. Rules treat what is missing as "matches nothing".
/// </summary>
public sealed class UserClaims
{
    private readonly Dictionary<string, object> _values;

    /// <summary>Takes the claims over: nobody changes them any more.</summary>
    internal UserClaims(Dictionary<string, object> values) => _values = values;

    /// <summary>No claims at all.</summary>
    public static UserClaims None { get; } = new([]);

    /// <summary>The names of the claims, in no particular order.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>The same claims and a text.</summary>
    public UserClaims With(string name, string text) => Set(name, text);

    /// <summary>The same claims and a number.</summary>
    public UserClaims With(string name, decimal number) => Set(name, number);

    /// <summary>The same claims and a yes or no.</summary>
    public UserClaims With(string name, bool flag) => Set(name, flag);

    /// <summary>The same claims and a UUID, which is a text to those who ask for one.</summary>
    public UserClaims With(string name, Guid id) => Set(name, id.ToString());

    /// <summary>The same claims and a list of texts, which may be empty.</summary>
    public UserClaims With(string name, IEnumerable<string> texts) => Set(name, texts.ToArray<object>());

    /// <summary>The same claims and a list of numbers, which may be empty.</summary>
    public UserClaims With(string name, IEnumerable<decimal> numbers) => Set(name, numbers.Select(object (n) => n).ToArray());

    /// <summary>Whether there is such a claim, whatever it holds.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A text; null when there is none.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name) as string;

    /// <summary>A number; null when there is none.</summary>
    public decimal? Number(string name) => _values.GetValueOrDefault(name) as decimal?;

    /// <summary>A yes or no; null when there is none.</summary>
    public bool? Flag(string name) => _values.GetValueOrDefault(name) as bool?;

    /// <summary>A text that is a UUID; null when there is none.</summary>
    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    /// <summary>A list of texts; a single text is a list of one. Empty where there is neither, which rules tell from an empty list.</summary>
    public IReadOnlyList<string> Texts(string name) => FindTexts(name) ?? [];

    /// <summary>A list of numbers; a single number is a list of one. Empty where there is neither, which rules tell from an empty list.</summary>
    public IReadOnlyList<decimal> Numbers(string name) => FindNumbers(name) ?? [];

    /// <summary>A list of texts that are UUIDs; a single one is a list of one. Empty where there is neither, which rules tell from an empty list.</summary>
    public IReadOnlyList<Guid> Ids(string name) => FindIds(name) ?? [];

    internal IReadOnlyList<string>? FindTexts(string name) => ListOf<string>(name);

    internal IReadOnlyList<decimal>? FindNumbers(string name) => ListOf<decimal>(name);

    internal IReadOnlyList<Guid>? FindIds(string name)
    {
        if (FindTexts(name) is not { } texts)
        {
            return null;
        }

        var ids = new List<Guid>(texts.Count);
        foreach (var text in texts)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return null;
            }

            ids.Add(id);
        }

        return ids;
    }

    /// <summary>What a claim holds: a <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/>, or an array of the first two.</summary>
    internal object? Find(string name) => _values.GetValueOrDefault(name);

    private List<T>? ListOf<T>(string name)
    {
        switch (_values.GetValueOrDefault(name))
        {
            case T single:
                return [single];
            case object[] items:
                var all = new List<T>(items.Length);
                foreach (var item in items)
                {
                    if (item is not T value)
                    {
                        return null;
                    }

                    all.Add(value);
                }

                return all;
            default:
                return null;
        }
    }

    private UserClaims Set(string name, object value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        return new UserClaims(new Dictionary<string, object>(_values) { [name] = value });
    }
}
