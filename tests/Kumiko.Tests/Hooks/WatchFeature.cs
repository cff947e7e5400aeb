namespace Kumiko.Tests.Hooks;

/// <summary>Hooks of every kind on everything, which write down when they run, and can fail.</summary>
internal sealed class WatchFeature(string name, List<string> ran) : Feature
{
    public override string Name => name;

    /// <summary>The hook that fails, as it is written down.</summary>
    public string? Failing { get; set; }

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("depot");
        r.Toggleable(Toggle.On);
        r.Hook<Work>(h => h
            .Validation((_, _, _) => Note("command Validation"))
            .PreSave<Parcel>((_, _) => Note("command PreSave"))
            .PostSave<Parcel>(HookPhase.InTransaction, (_, _) => Noted("command PostSave"))
            .PostSave<Parcel>(HookPhase.AfterCommit("command-save"), (_, _) => Noted("command PostSave later"))
            .PreDelete<Parcel>((_, _) => Noted("command PreDelete"))
            .PostDelete<Parcel>(HookPhase.InTransaction, (_, _) => Noted("command PostDelete"))
            .PostDelete<Parcel>(HookPhase.AfterCommit("command-delete"), (_, _) => Noted("command PostDelete later")));
        r.Hook<FindParcels>(h => h
            .PreQuery((query, _) => Note("query PreQuery", query))
            .PostQuery<List<Parcel>>((parcels, _) => Note("query PostQuery", parcels)));
        r.Hook<Parcel>([CrudVerb.Create, CrudVerb.Update], h => h
            .Validation((input, _, _) => Note($"{input.Verb} Validation"))
            .PreSave((saving, _) => Note($"{(saving.IsNew ? "Create" : "Update")} PreSave"))
            .PostSave(HookPhase.InTransaction, (saved, _) => Noted($"{(saved.IsNew ? "Create" : "Update")} PostSave"))
            .PostSave(HookPhase.AfterCommit("standard-save"), (saved, _) => Noted($"{(saved.IsNew ? "Create" : "Update")} PostSave later")));
        r.Hook<Parcel>(CrudVerb.Delete, h => h
            .Validation((input, _, _) => Note($"{input.Verb} Validation"))
            .PreDelete((_, _) => Noted("Delete PreDelete"))
            .PostDelete(HookPhase.InTransaction, (_, _) => Noted("Delete PostDelete"))
            .PostDelete(HookPhase.AfterCommit("standard-delete"), (_, _) => Noted("Delete PostDelete later")));
        r.Hook<Parcel>([CrudVerb.List, CrudVerb.Detail, CrudVerb.History], h => h.PreQuery((query, _) => Note($"{query.Verb} PreQuery", query)));
        r.Hook<Parcel>(CrudVerb.List, h => h.PostQuery((_, _) => Note("List PostQuery")));
        r.Hook<Parcel>(CrudVerb.Detail, h => h.PostQuery((_, _) => Note("Detail PostQuery")));
        r.Hook<Label>(CrudVerb.Restore, h => h
            .Validation((_, _, _) => Note("Restore Validation"))
            .PostSave(HookPhase.InTransaction, (saved, _) => Noted($"Restore PostSave {saved.IsNew}")));
        OnEntity<Parcel>(r);
        OnEntity<Item>(r);
        OnEntity<Label>(r);
    }

    private void OnEntity<TEntity>(FeatureBuilder r)
        where TEntity : Entity
    {
        var entity = typeof(TEntity).Name;
        r.EntityHook<TEntity>(h => h
            .PostSave(HookPhase.InTransaction, (_, _) => Noted($"{entity} PostSave"))
            .PostSave(HookPhase.AfterCommit($"{entity}-save"), (_, _) => Noted($"{entity} PostSave later"))
            .PreDelete((_, _) => Noted($"{entity} PreDelete"))
            .PostDelete(HookPhase.InTransaction, (_, _) => Noted($"{entity} PostDelete"))
            .PostDelete(HookPhase.AfterCommit($"{entity}-delete"), (_, _) => Noted($"{entity} PostDelete later"))
            .PostQuery((_, _) => Note($"{entity} PostQuery")));
    }

    private void Note(string hook)
    {
        ran.Add(name == "watch" ? hook : $"{name}: {hook}");
        if (hook == Failing)
        {
            throw new ConflictException("as_the_test_wants", $"The hook '{hook}' fails.");
        }
    }

    private TPassed Note<TPassed>(string hook, TPassed passed)
    {
        Note(hook);
        return passed;
    }

    private Task Noted(string hook)
    {
        Note(hook);
        return Task.CompletedTask;
    }
}
