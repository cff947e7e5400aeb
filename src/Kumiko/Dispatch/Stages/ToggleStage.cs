namespace Kumiko;

/// <summary>Refuses the handlers of features that are off. It stands before all that costs something or says who may.</summary>
internal sealed class ToggleStage : Stage
{
    public override string Name => "toggle";

    public override ValueTask Run(Invocation invocation)
    {
        var finding = invocation.Services.FindFeatures();
        if (!finding.IsCompletedSuccessfully)
        {
            return CheckLater(finding, invocation);
        }

        Check(invocation.Handler, invocation.Services);
        return ValueTask.CompletedTask;
    }

    private static async ValueTask CheckLater(ValueTask finding, Invocation invocation)
    {
        await finding;
        Check(invocation.Handler, invocation.Services);
    }

    /// <exception cref="FeatureDisabledException">The handler's feature is off.</exception>
    public static void Check(HandlerDefinition handler, InvocationServices services)
    {
        if (services.Features.CauseOf(handler.Feature) is { } switchedOff)
        {
            throw new FeatureDisabledException(handler.Feature.Name, handler.Name, switchedOff)
            {
                Denial = Denial.Of(DenialKind.Toggle, $"feature '{handler.Feature.Name}' works", $"'{switchedOff}' is switched off for the caller's tenant.") with
                {
                    Handler = handler.Name,
                },
            };
        }
    }
}
