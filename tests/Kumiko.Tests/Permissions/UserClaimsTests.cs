namespace Kumiko.Tests.Permissions;

public sealed class UserClaimsTests
{
    private static readonly Guid Id = new("0198f0c2-7d1e-7c3a-9b52-0a8f6d1c2e3f");

    [Fact]
    public void A_claim_is_read_as_what_it_is()
    {
        var claims = UserClaims.None.With("crm:team", "north").With("limit", 2.5m).With("lead", false).With("site", Id)
            .With("regions", ["n", "s"]).With("floors", [1m, 2m]);

        claims.Text("crm:team").ShouldBe("north");
        claims.Number("limit").ShouldBe(2.5m);
        claims.Flag("lead").ShouldBe(false);
        claims.Id("site").ShouldBe(Id);
        claims.Texts("regions").ShouldBe(["n", "s"]);
        claims.Numbers("floors").ShouldBe([1m, 2m]);
    }

    [Fact]
    public void A_claim_that_is_something_else_is_missing()
    {
        var claims = UserClaims.None.With("team", "north").With("limit", 2.5m).With("regions", ["n"]);

        claims.Number("team").ShouldBeNull();
        claims.Id("team").ShouldBeNull();
        claims.Ids("regions").ShouldBeEmpty();
        claims.Numbers("regions").ShouldBeEmpty();
        claims.Text("limit").ShouldBeNull();
        claims.Text("regions").ShouldBeNull();
        claims.Text("nothing").ShouldBeNull();
        claims.Texts("nothing").ShouldBeEmpty();
        claims.Flag("nothing").ShouldBeNull();
        (claims.Has("team"), claims.Has("nothing")).ShouldBe((true, false));
    }

    [Fact]
    public void A_single_value_is_a_list_of_one_and_an_empty_list_is_a_list()
    {
        UserClaims.None.With("region", "n").Texts("region").ShouldBe(["n"]);
        UserClaims.None.With("site", Id).Ids("site").ShouldBe([Id]);
        UserClaims.None.With("regions", Array.Empty<string>()).Has("regions").ShouldBeTrue();
    }

    [Fact]
    public void Claims_never_change()
    {
        var before = UserClaims.None.With("team", "north");

        before.With("team", "south").Text("team").ShouldBe("south");
        before.Text("team").ShouldBe("north");
        UserClaims.None.Names.ShouldBeEmpty();
    }
}
