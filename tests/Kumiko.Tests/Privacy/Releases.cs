namespace Kumiko.Tests.Privacy.FirstRelease
{
    public sealed class Friend : Entity
    {
        public string? Email { get; set; }

        public string? Town { get; set; }
    }

    public sealed record Met([PersonalData] string FullName, string? Place = null);

    /// <summary>Nobody has thought of privacy yet, but for one event.</summary>
    public sealed class FriendsFeature : Feature
    {
        public override string Name => "friends";

        protected override void Define(FeatureBuilder r)
        {
            r.Crud<Friend>(Access.SignedIn, Access.SignedIn);
            r.DefineEvent<Met>("met");
            r.WriteHandler<Meet>("meet", Access.SignedIn, (command, ctx) => ctx.Append("meeting", command.Id, new Met(command.FullName, command.Place)));
        }
    }
}

namespace Kumiko.Tests.Privacy.SecondRelease
{
    public sealed class Friend : Entity
    {
        [PersonalData(Find = Find.Exact), Filterable]
        public string? Email { get; set; }

        public string? Town { get; set; }

        [PersonalData]
        public int? Age { get; set; }
    }

    public sealed record MetBefore([PersonalData] string FullName, string? Place = null);

    public sealed record Met([PersonalData] string FirstName, [PersonalData] string LastName, string? Place = null);

    /// <summary>What is personal is sealed, and the event has another shape.</summary>
    public sealed class FriendsFeature : Feature
    {
        public override string Name => "friends";

        protected override void Define(FeatureBuilder r)
        {
            r.Crud<Friend>(Access.SignedIn, Access.SignedIn);
            r.DefineEvent<Met>("met", version: 2);
            r.EventMigration<Met, MetBefore, Met>(from: 1, to: 2, old =>
                old.FullName.Split(' ') is [var first, var last] ? new Met(first, last, old.Place) : new Met(old.FullName, "", old.Place));
            r.QueryHandler<MeetingsOf>("meetings", Access.SignedIn, async (query, ctx) =>
                (await ctx.LoadTypedEvents(query.Id)).OfType<Event<Met>>().Select(e => e.Data).ToList());
            r.WriteHandler<ForgetAnyone>("forget", Access.SignedIn, (command, ctx) => ctx.Forget(new DataSubject(command.Subject), "They asked for it."));
        }
    }
}

namespace Kumiko.Tests.Privacy
{
    public sealed record Meet(Guid Id, string FullName, string? Place = null);

    public sealed record MeetingsOf(Guid Id);
}
