using Kumiko;
using Recipes.Privacy;

namespace Recipes.Tests;

public abstract class PrivacySpecification(Databases databases) : RecipeSpecification(databases)
{
    [Fact]
    public async Task A_member_is_known_until_they_leave()
    {
        var app = await Start(new ClubFeature());
        var clerk = app.As("Clerk");
        var member = await clerk.Create(new Member { Name = "Ada", Email = "ada@example.org", Birthday = new DateOnly(1815, 12, 10), Locker = "12" });
        var incident = await clerk.Create(new Incident { MemberId = member.Id, Report = "Ada fell from the beam." });
        await clerk.Write(new ReportInjury(member.Id, "A broken wrist"));
        (await clerk.Detail<Incident>(incident.Id))!.Report.ShouldBe("Ada fell from the beam.");

        await clerk.Write(new LeaveClub(member.Id));

        var left = (await clerk.Detail<Member>(member.Id))!;
        (left.Name, left.Email, left.Birthday, left.Locker).ShouldBe(("[[erased]]", "[[erased]]", null, "12"));
        (await clerk.Detail<Incident>(incident.Id))!.Report.ShouldBe("[[erased]]");
        (await clerk.Detail<Member>(member.Id, asOfVersion: new StreamVersion(1)))!.Name.ShouldBe("[[erased]]");
        (await clerk.History<Member>(member.Id))[0].GetProperty("data").GetProperty("what").GetString().ShouldBe("[[erased]]");
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_is_found_by_the_exact_address_until_they_leave()
    {
        var clerk = (await Start(new ClubFeature())).As("Clerk");
        var member = await clerk.Create(new Member { Name = "Ada", Email = "ada@example.org" });
        var byEmail = new { filter = new { field = "email", op = "eq", value = "ada@example.org" } };
        (await clerk.List<Member>(byEmail)).Rows.Single().Id.ShouldBe(member.Id);
        await clerk.Create(new Member { Name = "Another Ada", Email = "ada@example.org" }).ShouldThrowAsync<UniqueViolationException>();

        await clerk.Write(new LeaveClub(member.Id));

        (await clerk.List<Member>(byEmail)).Rows.ShouldBeEmpty();
        await clerk.Create(new Member { Name = "Another Ada", Email = "ada@example.org" });
    }

    [Fact]
    public async Task What_is_sensitive_stays_inside()
    {
        var clerk = (await Start(new ClubFeature())).As("Clerk");
        var created = await clerk.WriteNamed("club:write:member:create", """{"name":"Ada","iban":"SE3550000000054910000003"}""");

        created.GetRawText().ShouldNotContain("SE35");
        (await clerk.Write<string>(new CollectFee(created.GetProperty("data").GetProperty("id").GetGuid()))).ShouldBe("from an account that ends in 03");
    }
}
