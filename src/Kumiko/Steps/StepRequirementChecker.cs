namespace Kumiko;

/// <summary>Checks that the steps of a feature do beyond it what it requires, and nothing else.</summary>
internal sealed class StepRequirementChecker(FeatureBuilder builder, IReadOnlyDictionary<Type, StepRows> rows, DiagnosticList diagnostics)
{
    private static readonly StepKind[] BeyondTheFeature = [StepKind.Call, StepKind.Webhook, StepKind.Mail];

    public void Check()
    {
        var steps = builder.Handlers.Where(h => h.Pipeline is not null).SelectMany(h => h.Pipeline!.All, (handler, step) => (Handler: handler, Step: step)).ToList();
        foreach (var (handler, step) in steps)
        {
            Check(handler, step);
        }

        foreach (var requirement in builder.StepRequirements)
        {
            Check(requirement, steps.ConvertAll(s => s.Step));
        }
    }

    private void Check(HandlerDeclaration handler, StepDeclaration step)
    {
        if (BeyondTheFeature.Contains(step.Kind) && !builder.StepRequirements.Exists(r => r.Kind == step.Kind))
        {
            Report(DiagnosticRules.StepOptIn, $"'{step.Name}' is a step of the kind {step.Kind}, which the feature does not require.", $"Call r.Requires().Step(StepKind.{step.Kind}).");
        }

        if (step is { Kind: StepKind.PutRow or StepKind.RemoveRow, Rows: { } type } && !builder.StepRequirements.Exists(r => r.Rows == type))
        {
            if (rows.GetValueOrDefault(type) is { IsManaged: true } managed)
            {
                Report(DiagnosticRules.ManagedRows, $"'{step.Name}' writes the table '{managed.Rows.Table.Name}', whose rows follow from events.", null);
            }
            else
            {
                Report(DiagnosticRules.RowsOptIn, $"'{step.Name}' writes rows of '{type.Name}', which the feature does not require.", $"Call r.Requires().Projection<{type.Name}>().");
            }
        }

        void Report(DiagnosticRule rule, string message, string? mend) =>
            diagnostics.Report(rule, builder.Feature.Name, $"{handler.Name}/{step.Name}", message, mend, handler.Source);
    }

    private void Check(StepRequirement requirement, List<StepDeclaration> steps)
    {
        if (requirement.Kind is { } kind)
        {
            if (!BeyondTheFeature.Contains(kind))
            {
                Report(DiagnosticRules.IdleOptIn, kind.ToString(), $"Steps of the kind {kind} need no requirement.");
            }
            else if (!steps.Exists(s => s.Kind == kind))
            {
                Report(DiagnosticRules.IdleOptIn, kind.ToString(), $"No command of the feature has a step of the kind {kind}.");
            }
        }
        else if (requirement.Rows is { } type)
        {
            if (rows.GetValueOrDefault(type) is { IsManaged: true } managed)
            {
                Report(DiagnosticRules.ManagedRows, type.Name, $"The rows of '{managed.Rows.Table.Name}' follow from events.");
            }
            else if (!steps.Exists(s => s.Kind is StepKind.PutRow or StepKind.RemoveRow && s.Rows == type))
            {
                Report(DiagnosticRules.IdleOptIn, type.Name, $"No step of the feature writes rows of '{type.Name}'.");
            }
        }

        void Report(DiagnosticRule rule, string member, string message) =>
            diagnostics.Report(rule, builder.Feature.Name, member, message, source: requirement.Source);
    }
}
