namespace Kumiko.Tests.Apps.Relations;

/// <summary>Editors see everybody, authors those of their region; a pen name is for editors and for whom it belongs to.</summary>
public sealed class Person : Entity
{
    [Text(MaxLength = 80)]
    public required string Name { get; set; }

    public string? PenName { get; set; }

    public string? Region { get; set; }

    public string? UserId { get; set; }

    public int Number { get; set; }
}

public sealed class Topic : Entity
{
    [Filterable]
    public required string Code { get; set; }
}

public sealed class Byline
{
    [Reference<Person>(Label = nameof(Person.Name))]
    public Guid? PhotographerId { get; set; }
}

public sealed class Source
{
    [Reference<Person>(Label = nameof(Person.Number))]
    public required Guid PersonId { get; set; }
}

/// <summary>Refers to people in every way there is.</summary>
public sealed class Article : Entity
{
    [Filterable, Sortable]
    public required string Title { get; set; }

    [Reference<Person>(Label = nameof(Person.Name))]
    public Guid? AuthorId { get; set; }

    [Reference<Person>(Label = nameof(Person.PenName))]
    public Guid? GhostId { get; set; }

    [Reference<Person>(Label = nameof(Person.Name))]
    public List<Guid> ReviewerIds { get; set; } = [];

    [Reference<Topic>(Label = nameof(Topic.Code))]
    public Guid? TopicId { get; set; }

    public Byline? Byline { get; set; }

    public List<Source> Sources { get; set; } = [];

    [Reference<Person>(Label = nameof(Person.Name)), ReadableBy("Editor")]
    public Guid? InformantId { get; set; }
}

/// <summary>Refers to people without a label.</summary>
public sealed class Errand : Entity
{
    [Reference<Person>]
    public Guid? PersonId { get; set; }
}

public sealed class PressFeature : Feature
{
    public override string Name => "press";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Person>(e => e
            .SoftDelete()
            .ReadableBy("Editor")
            .ReadableBy("Author", (p, user) => p.Region == user.Claims.Text("press:region"))
            .Field(p => p.PenName, f => f.ReadableBy("Editor").ReadableBy("Author", (p, user) => p.UserId == user.Id.Value)));
        r.ReferenceData<Topic>(t => t.Code, new Topic { Code = "sports" }, new Topic { Code = "news" });
        r.Crud<Person>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Topic>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Article>(write: Access.SignedIn, read: Access.SignedIn);
        r.Crud<Errand>(write: Access.SignedIn, read: Access.SignedIn);
    }
}
