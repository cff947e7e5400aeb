using Kumiko.Storage;

namespace Kumiko.Tests.Consumers;

public class LeaseBalanceTests
{
    private const string Worker = "worker";
    private const string Both = "api,worker";

    [Fact]
    public void A_node_alone_takes_everything_that_is_free()
    {
        var cluster = new Cluster(7);
        cluster.Join("a");

        cluster.Beat().ShouldBe(7);

        cluster.HeldBy("a").ShouldBe(7);
    }

    [Fact]
    public void A_new_node_gets_its_share_from_those_who_have_more_than_theirs()
    {
        var cluster = new Cluster(20);
        cluster.Join("a");
        cluster.Settle();

        cluster.Join("b");
        cluster.Settle();

        cluster.HeldBy("a").ShouldBe(10);
        cluster.HeldBy("b").ShouldBe(10);
    }

    [Fact]
    public void What_a_dead_node_held_goes_to_the_others_in_equal_parts()
    {
        var cluster = new Cluster(21);
        cluster.Join("a", "b", "c");
        cluster.Settle();

        cluster.Leave("b");
        cluster.Settle();

        new[] { cluster.HeldBy("a"), cluster.HeldBy("c") }.ShouldBe([10, 11], ignoreOrder: true);
    }

    [Fact]
    public void Nothing_moves_once_everybody_has_a_share_even_when_the_parts_do_not_divide_evenly()
    {
        var cluster = new Cluster(11);
        cluster.Join("a", "b", "c", "d");
        cluster.Settle();

        Enumerable.Range(0, 10).Sum(_ => cluster.Beat()).ShouldBe(0);
    }

    [Fact]
    public void Few_consumers_of_several_lanes_do_not_all_go_to_the_same_node()
    {
        var cluster = new Cluster(0);
        cluster.Declare(1, Worker);
        cluster.Declare(1, Both);
        cluster.Join("a", "b");

        cluster.Settle();

        cluster.HeldBy("a").ShouldBe(1);
        cluster.HeldBy("b").ShouldBe(1);
    }

    [Fact]
    public void A_consumer_runs_only_where_its_lane_is_served()
    {
        var cluster = new Cluster(0);
        cluster.Declare(4, Worker);
        cluster.Declare(4, Both);
        cluster.Join("a");
        cluster.JoinServing("b", "api");

        cluster.Settle();

        cluster.HeldBy("b").ShouldBe(2);
        cluster.HeldBy("a").ShouldBe(6);
    }

    [Fact]
    public void A_consumer_that_nobody_takes_whose_share_it_is_goes_to_whoever_knows_it_and_stays_there()
    {
        NodeInfo[] nodes = [new("new", Worker), new("old", Worker)];
        LeaseClaim[] claims = [Claim("known", "old"), Claim("unknown-1", null), Claim("unknown-2", "new")];
        LeaseClaim[] taken = [Claim("known", "old"), Claim("unknown-1", "new"), Claim("unknown-2", "new")];
        var orphans = new HashSet<ConsumerKey> { new("unknown-1") };

        LeaseBalance.Decide(nodes[0], nodes, claims, orphans).Take.ShouldBe([new ConsumerKey("unknown-1")]);
        LeaseBalance.Decide(nodes[0], nodes, taken, orphans).GiveBack.ShouldBeEmpty();
    }

    [Fact]
    public void Nodes_that_come_and_go_at_random_always_end_with_fair_shares_that_stay()
    {
        var random = new Random(3);
        var cluster = new Cluster(33);
        var names = Enumerable.Range(0, 6).Select(n => $"node-{n}").ToList();
        var living = new HashSet<string>();
        for (var round = 0; round < 200; round++)
        {
            var name = names[random.Next(names.Count)];
            if (living.Add(name))
            {
                cluster.Join(name);
            }
            else if (living.Count > 1)
            {
                living.Remove(name);
                cluster.Leave(name);
            }

            cluster.Settle();

            var shares = living.Select(cluster.HeldBy).ToList();
            shares.Sum().ShouldBe(33);
            (shares.Max() - shares.Min()).ShouldBeLessThanOrEqualTo(1);
            cluster.Beat().ShouldBe(0);
        }
    }

    private static LeaseClaim Claim(string name, string? owner) => new(new ConsumerKey(name), Worker, owner);

    /// <summary>Nodes and leases, without a database: whoever reaches for a free lease first has it.</summary>
    private sealed class Cluster
    {
        private readonly List<NodeInfo> _nodes = [];
        private readonly List<LeaseClaim> _claims = [];

        public Cluster(int workers) => Declare(workers, Worker);

        public void Declare(int count, string lanes) =>
            _claims.AddRange(Enumerable.Range(0, count).Select(n => new LeaseClaim(new ConsumerKey($"{lanes}-{n}"), lanes, null)));

        public void Join(params string[] names)
        {
            foreach (var name in names)
            {
                JoinServing(name, Both);
            }
        }

        public void JoinServing(string name, string lanes) => _nodes.Add(new NodeInfo(name, lanes));

        public void Leave(string name)
        {
            _nodes.RemoveAll(node => node.Name == name);
            Own(claim => claim.Owner == name, null);
        }

        public int HeldBy(string name) => _claims.Count(claim => claim.Owner == name);

        /// <summary>A heartbeat of every node, all of them with the same view; returns how many leases changed hands.</summary>
        public int Beat()
        {
            var view = _claims.ToArray();
            var moved = 0;
            foreach (var node in _nodes)
            {
                var moves = LeaseBalance.Decide(node, _nodes, view, new HashSet<ConsumerKey>());
                moved += Own(claim => moves.GiveBack.Contains(claim.Key) && claim.Owner == node.Name, null);
                moved += Own(claim => moves.Take.Contains(claim.Key) && claim.Owner is null, node.Name);
            }

            return moved;
        }

        public void Settle()
        {
            for (var beat = 0; beat < 20 && Beat() > 0; beat++)
            {
            }
        }

        private int Own(Func<LeaseClaim, bool> which, string? owner)
        {
            var moved = 0;
            for (var i = 0; i < _claims.Count; i++)
            {
                if (which(_claims[i]))
                {
                    _claims[i] = _claims[i] with { Owner = owner };
                    moved++;
                }
            }

            return moved;
        }
    }
}
