using Kumiko;

namespace Recipes.Relations;

// Who owns what, and what a delete means for the rest. A reference says what a record belongs to; the owner says what becomes of it.

public sealed class Venue : Entity
{
    [Text(MaxLength = 80), Filterable]
    public required string Name { get; set; }
}

public sealed class Concert : Entity
{
    [Text(MaxLength = 120)]
    public required string Title { get; set; }

    // What is set here must be there: a venue of the tenant's own or of the system's. Anything else is 400 reference_not_found.
    [Reference<Venue>, Filterable]
    public Guid? VenueId { get; set; }
}

public sealed class Ticket : Entity
{
    [Reference<Concert>, Filterable]
    public required Guid ConcertId { get; set; }

    [Text(MaxLength = 10)]
    public required string Seat { get; set; }
}

public sealed class Genre : Entity
{
    [Text(MaxLength = 40), Filterable]
    public required string Name { get; set; }
}

/// <summary>A concert may have several genres. What joins the two is a record like any other, with events of its own.</summary>
public sealed class ConcertGenre : Entity
{
    [Reference<Concert>, Filterable]
    public required Guid ConcertId { get; set; }

    [Reference<Genre>, Filterable]
    public required Guid GenreId { get; set; }
}

public sealed class ConcertsFeature : Feature
{
    public override string Name => "concerts";

    protected override void Define(FeatureBuilder r)
    {
        // A concert whose venue is gone looks for another one: the reference is cleared, by an event of the concert.
        r.Entity<Venue>(e => e.HasMany<Concert>(c => c.VenueId, m => m.OnDelete(OnDelete.SetNull)));

        // A concert's genres go with it, each by an event of its own. What goes has dependents in turn: all of it is one transaction.
        r.Entity<Concert>(e => e.ManyToMany<Genre, ConcertGenre>(x => x.ConcertId, x => x.GenreId, m => m.OnDelete(OnDelete.Cascade)));
        r.Entity<ConcertGenre>(e => e.Unique(x => x.ConcertId, x => x.GenreId));

        r.Crud<Venue>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Concert>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Genre>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<ConcertGenre>(write: Access.SignedIn, read: Access.SignedIn);
    }
}

/// <summary>Another feature adds to the concerts what they know nothing of.</summary>
public sealed class TicketsFeature : Feature
{
    public override string Name => "tickets";

    protected override void Define(FeatureBuilder r)
    {
        r.Requires("concerts");
        r.Crud<Ticket>(write: Access.SignedIn, read: Access.SignedIn);

        // A concert that was sold cannot be deleted: 409 delete_restricted. A ticket that is bought in this very moment counts, too.
        r.Relation<Concert>(c => c.HasMany<Ticket>(t => t.ConcertId, m => m.OnDelete(OnDelete.Restrict)));
    }
}
