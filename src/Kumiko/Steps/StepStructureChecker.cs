namespace Kumiko;

/// <summary>Checks how the steps of one command fit together.</summary>
internal sealed class StepStructureChecker(FeatureBuilder builder, HandlerDeclaration handler, StepPipeline pipeline, DiagnosticList diagnostics)
{
    public void Check()
    {
        CheckNames();
        CheckReturn();
        foreach (var step in pipeline.Misplaced)
        {
            Report(DiagnosticRules.StepPlace, step.Name, $"'{step.Name}' was added to a list of steps while another one was being built.");
        }

        CheckScope(pipeline.Root);
    }

    private void CheckNames()
    {
        var taken = new HashSet<string>();
        foreach (var step in pipeline.All.Where(s => s.Kind != StepKind.Return))
        {
            if (!Names.IsKebabSegment(step.Name) || step.Name == StepDeclaration.ReturnName)
            {
                Report(DiagnosticRules.StepName, step.Name, $"'{step.Name}' cannot be the name of a step.", Names.Mend(step.Name.Replace(':', '-')) is { } mend && step.Name != StepDeclaration.ReturnName ? mend : null);
            }
            else if (!taken.Add(step.Name))
            {
                Report(DiagnosticRules.StepName, step.Name, $"Two steps are called '{step.Name}'.");
            }
        }
    }

    private void CheckReturn()
    {
        var steps = pipeline.Root.Steps;
        var count = steps.Count(s => s.Kind == StepKind.Return);
        if (count != 1)
        {
            Report(DiagnosticRules.StepReturn, null, count == 0 ? "Nothing says what the command answers." : $"The command returns {count} times.");
        }
        else if (steps[^1].Kind != StepKind.Return)
        {
            Report(DiagnosticRules.StepReturn, steps[^1].Name, $"'{steps[^1].Name}' would never run: the command has returned before.");
        }
    }

    private void CheckScope(StepScope scope)
    {
        foreach (var step in scope.Steps)
        {
            foreach (var result in step.Uses)
            {
                CheckUse(scope, step, result);
            }

            foreach (var body in step.Bodies)
            {
                if (body.Steps.Count == 0)
                {
                    Report(DiagnosticRules.StepBody, step.Name, $"'{body.Label}' of '{step.Name}' has no steps.");
                }

                if (body.Result is { } result)
                {
                    CheckUse(body, step, result);
                }

                CheckScope(body);
            }
        }
    }

    private void CheckUse(StepScope scope, StepDeclaration step, StepResult result)
    {
        if (result.Scope.Pipeline != pipeline)
        {
            Report(DiagnosticRules.StepUse, step.Name, $"'{result.Name}' is a step of another command, '{result.Scope.Pipeline.Name}'.");
        }
        else if (!scope.Sees(result.Scope))
        {
            Report(DiagnosticRules.StepUse, step.Name, $"'{result.Name}' stands in a list of steps that may not have run, or has run several times.");
        }
    }

    private void Report(DiagnosticRule rule, string? step, string message, string? mend = null) =>
        diagnostics.Report(rule, builder.Feature.Name, step is null ? handler.Name : $"{handler.Name}/{step}", message, mend, handler.Source);
}
