namespace Kumiko;

/// <summary>Checks the steps of commands, and makes data of them.</summary>
internal sealed class StepAssembler(
    IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<EventDefinition> events,
    IReadOnlyDictionary<Type, StepRows> rows, DiagnosticList diagnostics)
{
    public void Assemble()
    {
        foreach (var builder in builders)
        {
            foreach (var handler in builder.Handlers)
            {
                if (handler.Pipeline is { } pipeline)
                {
                    new StepStructureChecker(builder, handler, pipeline, diagnostics).Check();
                    var targets = new StepTargets(builder, handler, builders, entities, events, rows, diagnostics);
                    pipeline.Definitions = DefinitionsOf(targets, pipeline.Root);
                }
            }

            new StepRequirementChecker(builder, rows, diagnostics).Check();
        }
    }

    private static List<StepDefinition> DefinitionsOf(StepTargets targets, StepScope scope) => [.. scope.Steps.Select(step => new StepDefinition
    {
        Name = step.Name,
        Kind = step.Kind,
        Entity = targets.EntityOf(step),
        Event = targets.EventOf(step),
        Command = targets.CommandOf(step),
        Table = targets.TableOf(step),
        Uses = [.. step.Uses.Select(u => u.Name)],
        Bodies = [.. step.Bodies.Select(b => new StepBody(b.Label, DefinitionsOf(targets, b)))],
    })];
}
