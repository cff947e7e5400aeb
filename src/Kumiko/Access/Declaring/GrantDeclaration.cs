using System.Linq.Expressions;

namespace Kumiko;

/// <summary>Who may do something, and with which records; with all, where there is no condition.</summary>
internal sealed record GrantDeclaration(AccessRule Who, LambdaExpression? Where);

/// <summary>Who may read and who may write something; everyone, where nobody is named.</summary>
internal sealed class AccessDeclaration
{
    public List<GrantDeclaration> Readers { get; } = [];

    public List<GrantDeclaration> Writers { get; } = [];
}

/// <summary>Who may read and write one field.</summary>
/// <param name="Name">The property, or the name of a derived field; null where the expression names none.</param>
/// <param name="Access">The rules.</param>
internal sealed record FieldAccessDeclaration(string? Name, AccessDeclaration Access)
{
    /// <summary>Whether the field is inside of an object, or of the items of a list.</summary>
    public bool IsInside { get; init; }

    /// <summary>The property that holds the objects; null where the expression names none.</summary>
    public string? Inside { get; init; }

    /// <summary>What the author said, for reports.</summary>
    public string Path => IsInside ? $"{Inside ?? "?"}.{Name ?? "?"}" : Name ?? "?";
}
