namespace Kumiko.AspNetCore.Tests.Applications;

public sealed class Diary : Entity
{
    [PersonalData]
    public string? Page { get; set; }
}

/// <summary>A feature with something sealed.</summary>
public sealed class DiaryFeature : Feature
{
    public override string Name => "diaries";

    protected override void Define(FeatureBuilder r) => r.Crud<Diary>(Access.SignedIn, Access.SignedIn);
}
