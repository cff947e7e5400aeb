namespace Kumiko.Tests.Declarations;

/// <summary>The test declares something that breaks this rule. <see cref="DeclarationTest"/> verifies that no other rule is reported.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BreaksAttribute(string id) : Attribute
{
    public string Id => id;
}

/// <summary>The test declares something that comes close to breaking this rule, and does not.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class KeepsAttribute(string id) : Attribute
{
    public string Id => id;
}
