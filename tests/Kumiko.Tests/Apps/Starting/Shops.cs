namespace Kumiko.Tests.Apps.Starting;

/// <summary>One entity in two versions of its application.</summary>
public static class FirstVersion
{
    public sealed class Shop : Entity
    {
        public required string Name { get; set; }

        /// <summary>Is gone in the second version, and stands in events all the same.</summary>
        public string? Nickname { get; set; }

        public int Size { get; set; } = 1;
    }

    public sealed class ShopsFeature : Feature
    {
        public override string Name => "shops";

        protected override void Define(FeatureBuilder r)
        {
            r.Entity<Shop>(e => e.SoftDelete());
            r.Crud<Shop>(Access.SignedIn, Access.SignedIn);
        }
    }
}

/// <inheritdoc cref="FirstVersion"/>
public static class SecondVersion
{
    public sealed class Shop : Entity
    {
        [Filterable, Sortable]
        public required string Name { get; set; }

        /// <summary>Was a whole number.</summary>
        [Decimal(9, 2)]
        public decimal Size { get; set; }

        /// <summary>Is new.</summary>
        [Filterable]
        public string Town { get; set; } = "nowhere";
    }

    public sealed class ShopsFeature : Feature
    {
        public override string Name => "shops";

        protected override void Define(FeatureBuilder r)
        {
            r.Entity<Shop>(e => e.SoftDelete().Index(s => s.Town));
            r.Crud<Shop>(Access.SignedIn, Access.SignedIn);
        }
    }
}
