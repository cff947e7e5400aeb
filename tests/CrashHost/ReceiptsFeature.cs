namespace Kumiko.Tests.CrashHost;

/// <summary>Follows from each entry, once its commit stands. Nothing keeps a second one of the same request out, so it would be seen.</summary>
public sealed class Receipt : Entity
{
    public required string Request { get; set; }
}

/// <summary>Work after the commits of the ledger.</summary>
public sealed class ReceiptsFeature : Feature
{
    /// <summary>The process does its work itself, beside what it writes.</summary>
    public const string AtOnce = "receipts-at-once";

    /// <summary>The process leaves all work to others.</summary>
    public const string Later = "receipts-later";

    /// <summary>Takes over what a killed process has begun, soon.</summary>
    public static TaskOptions Quick { get; } = new() { PollInterval = TimeSpan.FromMilliseconds(50), LeaseTime = TimeSpan.FromSeconds(1) };

    public override string Name => "receipts";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("ledger");
        r.Entity<Receipt>();
        r.EntityHook<Entry>(h => h.PostSave(
            HookPhase.AfterCommit("receipt"), (saved, ctx) => ctx.Create(new Receipt { Request = saved.Record.Request })));
    }
}
