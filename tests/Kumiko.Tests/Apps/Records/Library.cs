namespace Kumiko.Tests.Apps.Records;

public enum Genre
{
    Novel,
    Poetry,
    Science,
}

/// <summary>Hard delete, a unique pair, and values that nothing stores.</summary>
public sealed class Author : Entity
{
    [Filterable, Sortable]
    public required string Name { get; set; }

    [Filterable, Sortable]
    public int? Born { get; set; }

    [Filterable]
    public Genre Genre { get; set; }

    public string? Note { get; set; }

    public string Label => $"{Name} ({Born?.ToString() ?? "?"})";

    public bool HasNote => Note is not null;
}

/// <summary>Soft delete, unique among what exists.</summary>
public sealed class Book : Entity
{
    [Filterable, Sortable]
    public required string Title { get; set; }

    [Filterable, Sortable]
    public string? Isbn { get; set; }

    public int Copies { get; set; } = 1;

    [Reference<Author>, Filterable]
    public Guid? AuthorId { get; set; }
}

/// <summary>Unique even when it is deleted.</summary>
public sealed class Member : Entity
{
    public required string Email { get; set; }

    [Filterable]
    public int? Number { get; set; }

    public string? Branch { get; set; }
}

public sealed record BookLent(string To);

public sealed record LendBook(Guid Id, string To);

public sealed record AddBooks(IReadOnlyList<string> Isbns);

public sealed record AddBooksOrSkip(IReadOnlyList<string> Isbns);

public sealed class LibraryFeature : Feature
{
    public override string Name => "library";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Author>(e => e
            .Index(a => a.Born, a => a.Name)
            .Derived("age", (a, now) => a.Born is { } born ? now.Year - born : (int?)null));
        r.Crud<Author>(Access.SignedIn, Access.SignedIn);

        r.Entity<Book>(e => e.SoftDelete().UniqueAmongExisting(b => b.Isbn));
        r.Crud<Book>(Access.SignedIn, Access.SignedIn);

        r.Entity<Member>(e => e.SoftDelete().Unique(m => m.Email).Unique(m => m.Branch, m => m.Number));
        r.Crud<Member>(Access.SignedIn, Access.SignedIn);

        r.DefineEvent<BookLent>("book-lent");
        r.WriteHandler<LendBook>("book:lend", Access.SignedIn, async (command, ctx) =>
        {
            var book = await ctx.Get<Book>(command.Id);
            await ctx.Update(book, b => b.Copies -= 1);
            await ctx.Append(book, new BookLent(command.To));
            return book;
        });
        r.WriteHandler<AddBooks>("book:add-many", Access.SignedIn, (command, ctx) =>
            ctx.CreateMany(command.Isbns.Select(isbn => new Book { Title = "Book " + isbn, Isbn = isbn }).ToList()));
        r.WriteHandler<AddBooksOrSkip>("book:add-or-skip", Access.SignedIn, async (command, ctx) =>
        {
            var skipped = new List<string>();
            foreach (var isbn in command.Isbns)
            {
                try
                {
                    await ctx.Create(new Book { Title = "Book " + isbn, Isbn = isbn });
                }
                catch (UniqueViolationException)
                {
                    skipped.Add(isbn);
                }
            }

            return skipped;
        });
    }
}
