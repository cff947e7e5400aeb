using Kumiko;

namespace Recipes.AccessRules;

// Who may call what. No handler can be declared without a rule, and what no rule allows is denied: 403 access_denied. There is no hierarchy of roles.

public static class Roles
{
    public const string Librarian = "Librarian";

    public const string Director = "Director";
}

public sealed class Book : Entity
{
    [Text(MaxLength = 120)]
    public required string Title { get; set; }

    public string? BorrowedBy { get; set; }
}

public sealed record Borrow(Guid Id);

public sealed record MyBooks;

public sealed class LibraryFeature : Feature
{
    public override string Name => "library";

    protected override void Define(FeatureBuilder r)
    {
        // With a list of roles, a misspelt one keeps the application from starting.
        r.Roles(Roles.Librarian, Roles.Director);

        // Commands for librarians, queries for everybody who signed in, and a rule of its own for one verb.
        r.Crud<Book>(write: Access.Roles(Roles.Librarian, Roles.Director), read: Access.SignedIn, crud => crud
            .Allow(CrudVerb.Delete, Access.Roles(Roles.Director)));

        // The rule says who may borrow, and not who may change books: that is what this command is for.
        r.WriteHandler<Borrow>("book:borrow", Access.SignedIn, async (command, ctx) =>
            await ctx.Update<Book>(command.Id, book => book.BorrowedBy = ctx.User.Id.Value));

        r.QueryHandler<MyBooks>("book:mine", Access.SignedIn, async (_, ctx) =>
            await ctx.Query<Book>().Where(book => book.BorrowedBy == ctx.User.Id.Value).ToList());
    }
}
