namespace Kumiko.Tests.Declarations;

/// <summary>Hooks are on something that is there and known, and can run.</summary>
public class HookRuleTests : DeclarationTest
{
    private static readonly HookPhase Later = HookPhase.AfterCommit("later");

    [Fact, Keeps("KUM7001"), Keeps("KUM7002"), Keeps("KUM7003"), Keeps("KUM7004"), Keeps("KUM7005")]
    public void Hooks_of_all_kinds_are_on_what_other_features_declare() => Fine(
        Named("plans", Plans),
        Named("hooks", r =>
        {
            r.Requires("plans");
            r.OptionalRequires("gone");
            r.Hook<MakePlan>(h => h.Validation((_, _, _) => { }).PreSave<Plan>((_, _) => { }).PostSave<Plan>(Later, (_, _) => Task.CompletedTask));
            r.Hook<AskPlans>(h => h.PreQuery((query, _) => query).PostQuery<object>((answer, _) => answer));
            r.Hook<Draw>(h => h.Validation((_, _, _) => { }));
            r.Hook<Plan>([CrudVerb.Create, CrudVerb.Update], h => h.PostSave(HookPhase.AfterCommit("standard"), (_, _) => Task.CompletedTask));
            r.Hook<Plan>(CrudVerb.Delete, h => h.PreDelete((_, _) => Task.CompletedTask));
            r.EntityHook<Plan>(h => h.PostQuery((_, _) => { }));

            // What belongs to a feature that is not there is not missed.
            r.EntityHook<Unknown>(h => h.PreDelete((_, _) => Task.CompletedTask));
            r.Hook<AskUnknown>(h => h.PreQuery((query, _) => query));
        })).Hooks.Count.ShouldBe(10);

    [Fact, Breaks("KUM7001")]
    public void A_hook_on_an_input_that_nobody_takes_is_reported() =>
        Problem(r => r.Hook<AskUnknown>(h => h.PreQuery((query, _) => query))).Message.ShouldContain("'AskUnknown'");

    [Fact, Breaks("KUM7001")]
    public void An_entity_is_no_input_of_a_command() => Problem(r =>
    {
        Plans(r);
        r.Hook<Plan>(h => h.Validation((_, _, _) => { }));
    }).Mend.ShouldContain("EntityHook<Plan>");

    [Fact, Breaks("KUM7001")]
    public void A_hook_on_an_entity_that_nobody_declares_is_reported() =>
        Problem(r => r.EntityHook<Unknown>(h => h.PreDelete((_, _) => Task.CompletedTask))).Message.ShouldContain("'Unknown'");

    [Fact, Breaks("KUM7001")]
    public void A_hook_beside_records_that_nobody_declares_is_reported() => Problem(r =>
    {
        Plans(r);
        r.Hook<MakePlan>(h => h.PreSave<Unknown>((_, _) => { }));
    }).Message.ShouldContain("'Unknown'");

    [Fact, Breaks("KUM7001")]
    public void A_hook_on_a_handler_that_was_left_out_is_reported() => Problem(r =>
    {
        r.Crud<Plan>(Access.SignedIn, Access.SignedIn, c => c.Without(CrudVerb.Delete));
        r.Hook<Plan>(CrudVerb.Delete, h => h.PreDelete((_, _) => Task.CompletedTask));
    }).Message.ShouldContain("'delete'");

    [Fact, Breaks("KUM7001")]
    public void A_hook_on_a_restore_without_soft_delete_is_reported() => Problem(r =>
    {
        r.Crud<Plan>(Access.SignedIn, Access.SignedIn);
        r.Hook<Plan>(CrudVerb.Restore, h => h.PostSave(Later, (_, _) => Task.CompletedTask));
    }).Message.ShouldContain("'restore'");

    [Fact, Breaks("KUM7002")]
    public void A_hook_on_an_entity_of_a_feature_that_is_not_required_is_reported() => Problem(
        Named("plans", Plans), Named("hooks", r => r.EntityHook<Plan>(h => h.PreDelete((_, _) => Task.CompletedTask)))).Mend.ShouldContain("Requires(\"plans\")");

    [Fact, Breaks("KUM7002")]
    public void A_hook_on_a_command_of_a_feature_that_is_not_required_is_reported() => Problem(
        Named("plans", Plans), Named("hooks", r => r.Hook<MakePlan>(h => h.Validation((_, _, _) => { })))).Message.ShouldContain("'plans:write:plan:make'");

    [Fact, Breaks("KUM7003")]
    public void A_query_is_not_saved() => Problem(r =>
    {
        Plans(r);
        r.Hook<AskPlans>(h => h.Validation((_, _, _) => { }));
    }).Message.ShouldContain("is a query");

    [Fact, Breaks("KUM7003")]
    public void A_command_is_not_asked() => Problem(r =>
    {
        Plans(r);
        r.Hook<MakePlan>(h => h.PreQuery((query, _) => query));
    }).Message.ShouldContain("is a command");

    [Fact, Breaks("KUM7003")]
    public void A_stream_has_no_hooks() => Problem(r =>
    {
        r.StreamHandler<AskUnknown, int>("numbers", Access.SignedIn, (_, _) => AsyncEnumerable.Empty<int>());
        r.Hook<AskUnknown>(h => h.PostQuery<object>((answer, _) => answer));
    }).Message.ShouldContain("is a stream");

    [Fact, Breaks("KUM7003")]
    public void A_decision_saves_no_records() => Problem(r =>
    {
        Plans(r);
        r.Hook<Draw>(h => h.PostSave<Plan>(Later, (_, _) => Task.CompletedTask));
    }).Message.ShouldContain("decision");

    [Fact, Breaks("KUM7003")]
    public void A_list_deletes_nothing() => Problem(r =>
    {
        Plans(r);
        r.Hook<Plan>(CrudVerb.List, h => h.PreDelete((_, _) => Task.CompletedTask));
    }).Message.ShouldContain("'shop:query:plan:list'");

    [Fact, Breaks("KUM7003")]
    public void A_history_answers_with_no_records() => Problem(r =>
    {
        Plans(r);
        r.Hook<Plan>(CrudVerb.History, h => h.PostQuery((_, _) => { }));
    }).Message.ShouldContain("PostQuery");

    [Fact, Breaks("KUM7003")]
    public void An_entity_without_queries_has_no_answers() => Problem(r =>
    {
        r.Entity<Plan>();
        r.EntityHook<Plan>(h => h.PostQuery((_, _) => { }));
    }).Message.ShouldContain("no query");

    [Fact, Breaks("KUM7004")]
    public void Hooks_without_a_hook_are_reported() => Problem(r =>
    {
        Plans(r);
        r.EntityHook<Plan>(_ => { });
    });

    [Fact, Breaks("KUM7004")]
    public void Hooks_on_no_handler_are_reported() => Problem(r =>
    {
        Plans(r);
        r.Hook<Plan>([], h => h.PreDelete((_, _) => Task.CompletedTask));
    });

    [Fact, Breaks("KUM7005")]
    public void Two_hooks_cannot_have_one_name() => Problem(r =>
    {
        Plans(r);
        r.EntityHook<Plan>(h => h.PostSave(Later, (_, _) => Task.CompletedTask).PostDelete(Later, (_, _) => Task.CompletedTask));
    }).Message.ShouldContain("'later'");

    [Fact, Breaks("KUM1003")]
    public void The_name_of_a_hook_is_kebab_case() => Problem(r =>
    {
        Plans(r);
        r.EntityHook<Plan>(h => h.PostSave(HookPhase.AfterCommit("tell_owner"), (_, _) => Task.CompletedTask));
    }).Mend.ShouldContain("'tell-owner'");

    private static void Plans(FeatureBuilder r)
    {
        r.Crud<Plan>(Access.SignedIn, Access.SignedIn);
        r.WriteHandler<MakePlan>("plan:make", Access.SignedIn, (_, _) => Task.CompletedTask);
        r.QueryHandler<AskPlans>("plan:ask", Access.SignedIn, (_, _) => Task.FromResult<object?>(null));
        r.DefineEvent<Drawn>("drawn");
        r.Aggregate<Drawing>("drawing", a => a.On<Drawn>((drawing, _) => drawing));
        r.Decide<Draw, Drawing>("drawing:draw", Access.SignedIn, c => c.Id, (_, _) => []);
    }

    public sealed record MakePlan(string Name);

    public sealed record AskPlans(string Name);

    public sealed record AskUnknown(string Name);

    public sealed record Draw(Guid Id);

    public sealed record Drawn(int Lines);

    public sealed class Drawing
    {
        public int Lines { get; set; }
    }

    public sealed class Plan : Entity
    {
        public string? Name { get; set; }
    }

    public sealed class Unknown : Entity
    {
        public string? Name { get; set; }
    }
}
