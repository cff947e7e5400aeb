using System.Reflection;
using System.Text;
using Kumiko.Tests.Approval;

namespace Kumiko.AspNetCore.Tests.Responses;

/// <summary>The failures that HTTP alone knows are listed, too.</summary>
public class HttpErrorReferenceTests
{
    [Fact]
    public void The_reference_lists_all_failures_of_the_edge() => Approved.Matches("docs/reference/http-errors.md", Reference());

    private static string Reference()
    {
        var text = new StringBuilder();
        text.AppendLine("# Errors of HTTP").AppendLine();
        text.AppendLine("What a request can be refused with before a handler is asked. The form is that of all [errors](errors.md). Statuses that other parts of an application");
        text.AppendLine("set without a body get the code `http_<status>`.").AppendLine();
        text.AppendLine("| code | status | key | message | details |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var error in Of(typeof(AuthFailure)).Concat(Of(typeof(HttpFailure))).OrderBy(e => e.Status).ThenBy(e => e.Code, StringComparer.Ordinal).ThenBy(e => e.Message, StringComparer.Ordinal))
        {
            var details = string.Join(", ", error.Details?.Keys.Select(k => $"`{k}`") ?? []);
            text.AppendLine($"| `{error.Code}` | {error.Status} | `{error.I18nKey}` | {error.Message} | {details} |");
        }

        return text.ToString();
    }

    private static IEnumerable<KumikoException> Of(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => m.ReturnType == type && m.Name != nameof(HttpFailure.Plain))
        .Select(m => (KumikoException)m.Invoke(null, [.. m.GetParameters().Select(Example)])!);

    private static object? Example(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true } => parameter.DefaultValue,
        { ParameterType: var type } when type == typeof(TenantId) => TenantId.System,
        { ParameterType: var type } when type == typeof(long) => 1_048_576L,
        { Name: "rule" } => "is not valid",
        { Name: "known" } => "resolvedTenantId",
        { Name: "method" } => "GET",
        _ => $"<{parameter.Name}>",
    };
}
