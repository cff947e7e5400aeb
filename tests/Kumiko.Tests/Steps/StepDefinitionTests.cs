using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kumiko.Tests.Steps;

/// <summary>What a command does is known without running it.</summary>
public class StepDefinitionTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    [Fact]
    public void The_registry_has_the_steps_of_a_command_as_data() => JsonOf("workshop:write:bike:take-in").ShouldBe(
        """
        [{"name":"bike","kind":"create","entity":"bike","uses":[],"bodies":[]},
        {"name":"note","kind":"append","entity":"bike","event":"workshop:event:bike-noted","uses":["bike"],"bodies":[]},
        {"name":"parts","kind":"forEach","uses":[],"bodies":[{"name":"each","steps":[
        {"name":"check","kind":"compute","uses":[],"bodies":[]},
        {"name":"part","kind":"create","entity":"part","uses":[],"bodies":[]}]}]},
        {"name":"return","kind":"return","uses":["bike"],"bodies":[]}]
        """.ReplaceLineEndings(""));

    [Fact]
    public void Both_sides_of_a_branch_are_in_the_data() => JsonOf("workshop:write:part:claim").ShouldBe(
        """
        [{"name":"known","kind":"find","entity":"part","uses":[],"bodies":[]},
        {"name":"part","kind":"branch","uses":[],"bodies":[{"name":"onTrue","steps":[
        {"name":"there","kind":"compute","uses":[],"bodies":[]}]},{"name":"onFalse","steps":[
        {"name":"new","kind":"create","entity":"part","uses":[],"bodies":[]}]}]},
        {"name":"return","kind":"return","uses":["part"],"bodies":[]}]
        """.ReplaceLineEndings(""));

    [Fact]
    public void The_data_can_be_read_again()
    {
        var json = JsonOf("workshop:write:bike:take-in");

        JsonSerializer.Serialize(JsonSerializer.Deserialize<List<StepDefinition>>(json, Json), Json).ShouldBe(json);
    }

    [Fact]
    public void Commands_of_code_and_queries_have_no_steps()
    {
        var registry = RegistryBuilder.Build([new WorkshopFeature()]);

        registry.FindHandler("workshop:write:bike:take-in-two")!.Steps.ShouldBeEmpty();
        registry.FindHandler("workshop:query:bike:list")!.Steps.ShouldBeEmpty();
        registry.FindHandler("workshop:write:bike:create")!.Steps.ShouldBeEmpty();
    }

    private static string JsonOf(string handler) => JsonSerializer.Serialize(RegistryBuilder.Build([new WorkshopFeature()]).FindHandler(handler)!.Steps, Json);
}
