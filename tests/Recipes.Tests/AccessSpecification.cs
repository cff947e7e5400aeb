using Kumiko;
using Kumiko.Testing;
using Recipes.AccessRules;

namespace Recipes.Tests;

public abstract class AccessSpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task Who_is_not_named_by_the_rule_is_denied()
    {
        var app = await Start(new LibraryFeature());
        var book = await app.As(Roles.Librarian).Create(new Book { Title = "Momo" });

        var denied = await Should.ThrowAsync<AccessDeniedException>(() => app.As("Reader").Create(new Book { Title = "x" }));
        (denied.Status, denied.Code).ShouldBe((403, "access_denied"));
        await Should.ThrowAsync<AccessDeniedException>(() => app.As(Roles.Librarian).Delete<Book>(book.Id));
        await app.As(Roles.Director).Delete<Book>(book.Id);
    }

    [Fact]
    public async Task Everybody_who_signed_in_borrows_and_finds_the_own_books()
    {
        var app = await Start(new LibraryFeature());
        var book = await app.As(Roles.Librarian).Create(new Book { Title = "Momo" });
        var reader = app.As("Reader").WithId("mina");

        await reader.Write(new Borrow(book.Id));

        (await reader.Query<List<Book>>(new MyBooks())).ShouldHaveSingleItem().Title.ShouldBe("Momo");
        (await reader.WithId("jan").Query<List<Book>>(new MyBooks())).ShouldBeEmpty();
    }
}
