using FsCheck;
using FsCheck.Fluent;

namespace Kumiko.Tests;

/// <summary>Properties that hold for all values. The values are the same in every run, so that a failure is one of the last change.</summary>
internal static class Properties
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithReplay(7, 77);

    public static void Holds(this Property property) => property.Check(Settings);
}
