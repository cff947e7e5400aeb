using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    /// <summary>How the feature stands while nobody switches it; null where it cannot be switched.</summary>
    internal Toggle? Toggle { get; private set; }

    /// <summary>
    /// Lets operators switch the feature, for each tenant (<see cref="IFeatureSwitches"/>). While it is off, its commands and queries are 403
    /// <c>feature_disabled</c> and its hooks do not run; the same goes for every feature that requires it. Declared once.
    /// </summary>
    /// <param name="byDefault">How it stands for tenants for which nobody switched it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Toggleable(Toggle byDefault, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (Toggle is not null)
        {
            Report(DiagnosticRules.ToggleableTwice, null, "The feature is declared toggleable a second time.", source: SourceLocation.From(file, line));
        }

        Toggle = byDefault;
    }
}
