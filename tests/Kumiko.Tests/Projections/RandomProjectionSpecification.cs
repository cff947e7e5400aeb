using System.Text;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>Random commands, batches and nested commands, some of which fail: the rows that are there are those that the log tells of.</summary>
public abstract class RandomProjectionSpecification(DatabaseSource source) : ReportTests(source)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Live_rows_are_those_that_are_derived_from_the_log(int seed)
    {
        var app = await StartReports();
        var random = new Random(seed);
        var story = new StringBuilder();
        for (var i = 0; i < 40; i++)
        {
            var fails = random.Next(6) == 0;
            var calls = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Call(Bank.Step(ctx => Work(ctx, random, story, depth: 0)))).ToList();
            if (fails)
            {
                calls.Add(Call(Bank.Step(_ => throw new UnprocessableException("planned", "Planned."))));
            }

            var outcome = await app.As().Batch(null, [.. calls]);
            outcome.IsSuccess.ShouldBe(!fails, $"seed {seed}: {outcome.Error}\n{story}");
        }

        await ShouldEqualRebuilds(app, $"seed {seed}\n{story}");
        (await Rows<OwnerSum>(app)).ShouldNotBeEmpty();
        (await Rows<MemoCount>(app)).ShouldNotBeEmpty();
        (await Rows<CardCopy>(app)).ShouldNotBeEmpty();
    }

    private async Task Work(WriteContext ctx, Random random, StringBuilder story, int depth)
    {
        for (var steps = random.Next(1, 6); steps > 0; steps--)
        {
            var kind = random.Next(14);
            story.Append(' ').Append(kind);
            switch (kind)
            {
                case 0: await ctx.Create(new Account { Owner = $"{random.Next(3)}", Balance = random.Next(50) }); break;
                case 1: await ctx.CreateMany([.. Enumerable.Range(0, 3).Select(i => new Memo { Text = $"{i % 2}" })]); break;
                case 2: await ctx.Create(new Card { Number = $"{Guid.NewGuid()}" }); break;
                case 3: await Some<Account>(ctx, random, a => ctx.Update(a, x => x.Balance = random.Next(50))); break;
                case 4: await Some<Account>(ctx, random, a => ctx.Update(a, x => x.Owner = $"{random.Next(3)}")); break;
                case 5: await Some<Account>(ctx, random, a => ctx.Append(a, new Deposited(random.Next(9)))); break;
                case 6: await Some<Card>(ctx, random, c => ctx.Update(c, x => x.Uses++)); break;
                case 7: await Some<Memo>(ctx, random, m => ctx.Update(m, x => x.Text = $"{random.Next(3)}")); break;
                case 8: await Some<Memo>(ctx, random, m => ctx.Delete(m)); break;
                case 9: await Restore(ctx, random); break;
                case 10: await Delete(ctx, random); break;
                case 11: await Archive(ctx, random); break;
                case 12: await ctx.Append("safe", new Guid(1, 0, 0, new byte[8]), new Deposited(random.Next(9))); break;
                default: await Nest(ctx, random, story, depth); break;
            }
        }
    }

    private async Task Nest(WriteContext ctx, Random random, StringBuilder story, int depth)
    {
        if (depth == 2)
        {
            return;
        }

        var fails = random.Next(2) == 0;
        story.Append(fails ? " (fails" : " (");
        var step = Bank.Step(async inner =>
        {
            await Work(inner, random, story, depth + 1);
            if (fails)
            {
                throw new ConflictException("planned", "Planned.");
            }
        });
        if (fails)
        {
            await Should.ThrowAsync<ConflictException>(() => ctx.Write(step));
        }
        else
        {
            await ctx.Write(step);
        }

        story.Append(')');
    }

    private static async Task Some<TEntity>(WriteContext ctx, Random random, Func<TEntity, Task> change)
        where TEntity : Entity
    {
        var all = await ctx.Query<TEntity>().ToList();
        if (all.Count > 0)
        {
            await change(all[random.Next(all.Count)]);
        }
    }

    private static async Task Restore(WriteContext ctx, Random random)
    {
        var deleted = await ctx.Query<Memo>().IncludeDeleted().Where(m => m.IsDeleted).ToList();
        if (deleted.Count > 0)
        {
            await ctx.Restore<Memo>(deleted[random.Next(deleted.Count)].Id);
        }
    }

    private static Task Delete(WriteContext ctx, Random random) =>
        random.Next(2) == 0 ? Some<Account>(ctx, random, a => ctx.Delete(a)) : Some<Card>(ctx, random, c => ctx.Delete(c));

    /// <summary>Some of what is archived comes back at once, the rest later, deleted memos included.</summary>
    private static async Task Archive(WriteContext ctx, Random random)
    {
        var comesBack = random.Next(2) == 0;
        await Some<Card>(ctx, random, async card =>
        {
            await ctx.ArchiveStream(card, "over");
            if (comesBack)
            {
                await ctx.RestoreStream<Card>(card.Id);
            }
        });
        var memos = await ctx.Query<Memo>().IncludeDeleted().ToList();
        if (memos.Count > 0)
        {
            var memo = memos[random.Next(memos.Count)];
            await ctx.ArchiveStream(memo, "over");
            if (!comesBack)
            {
                await ctx.RestoreStream<Memo>(memo.Id);
            }
        }
    }
}
