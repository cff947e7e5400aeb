namespace Kumiko;

/// <summary>What an absent field means when an input is read.</summary>
internal enum BindMode
{
    /// <summary>It gets its default, and must be there where it is required.</summary>
    Whole,

    /// <summary>It stays as it is: <see cref="Absent.Value"/>.</summary>
    Changes,
}
