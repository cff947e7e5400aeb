using FsCheck;
using FsCheck.Fluent;

namespace Kumiko.Tests.Fields;

/// <summary>A generator of plain values for each field type.</summary>
internal static class PlainValues
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia"];
    private static readonly string[] Currencies = ["EUR", "JPY", "KWD", "CLF"];
    private static readonly RecordSchema LineSchema = Declared.Schema<Line>(SchemaPurpose.Embedded);

    public static readonly IReadOnlyDictionary<string, (FieldType Type, Gen<object> Values)> All = new Dictionary<string, (FieldType, Gen<object>)>
    {
        ["text"] = (new TextType(new TextOptions(MaxLength: null)), Texts().Select(t => (object)t)),
        ["longText"] = (new TextType(new TextOptions(IsLong: true, MaxLength: null)), Texts().Select(t => (object)t)),
        ["boolean"] = (new BooleanType(), Gen.Elements<object>(true, false)),
        ["number"] = (new IntegerType(null, null), Numbers(int.MinValue, int.MaxValue).Select(n => (object)(int)n)),
        ["bigInt"] = (new BigIntegerType(null, null), Numbers(long.MinValue, long.MaxValue).Select(n => (object)n)),
        ["real"] = (new RealType(null, null), Reals().Select(d => (object)d)),
        ["decimal"] = (new DecimalType(28, 10, null, null), Decimals(10).Select(d => (object)d)),
        ["whole decimal"] = (new DecimalType(18, 0, null, null), Decimals(0).Select(d => (object)d)),
        ["money"] = (new MoneyType(Currency.Of("EUR")), Moneys().Select(m => (object)m)),
        ["uuid"] = (new UuidType(), Ids().Select(id => (object)id)),
        ["reference"] = (new ReferenceType(typeof(Everything)), Ids().Select(id => (object)id)),
        ["references"] = (
            new ReferencesType(new ReferenceType(typeof(Everything)), ClrList.For(typeof(List<Guid>), typeof(Guid)), new ItemBounds()),
            Ids().Select(id => (object?)id).ArrayOf().Select(a => (object)a.Distinct().ToArray())),
        ["date"] = (new DateType(null, null), Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(n => (object)DateOnly.FromDayNumber(n))),
        ["timestamp"] = (new TimestampType(null, null, null), Times(1, 9999).Select(i => (object)i)),
        ["located timestamp"] = (
            new LocatedTimestampType(null, null),
            Times(1900, 2100).SelectMany(i => Gen.Elements(Zones).Select(z => (object)new LocatedTimestamp(i, z)))),
        ["time zone"] = (new TimeZoneType(), Gen.Elements(Zones).Select(z => (object)z)),
        ["json"] = (new JsonObjectType(), Gen.Choose(0, int.MaxValue).Select(seed => (object)JsonText.Read(new RandomJson(seed).Object(), CanonicalJson.Write))),
        ["enum"] = (new SelectType(OptionSet.OfEnum(typeof(Color))), Gen.Elements<object>("red", "darkBlue")),
        ["select"] = (new SelectType(OptionSet.Of(["a", "", "ä"])), Gen.Elements<object>("a", "ä")),
        ["multi select"] = (
            new MultiSelectType(new SelectType(OptionSet.OfEnum(typeof(Color))), ClrList.For(typeof(Color[]), typeof(Color)), new ItemBounds()),
            Gen.Elements<object?>("red", "darkBlue").ArrayOf().Select(a => (object)a.Distinct().ToArray())),
        ["list"] = (
            new ListType(new BigIntegerType(null, null), ClrList.For(typeof(IReadOnlyList<long>), typeof(long)), new ItemBounds()),
            Numbers(long.MinValue, long.MaxValue).Select(n => (object?)n).ArrayOf().Select(a => (object)a)),
        ["embedded"] = (new EmbeddedType(LineSchema), Lines().Select(l => (object)l)),
        ["embedded list"] = (
            new EmbeddedListType(new EmbeddedType(LineSchema), ClrList.For(typeof(List<Line>), typeof(Line)), new ItemBounds()),
            Lines().Select(l => (object?)l).ArrayOf().Select(a => (object)a)),
    };

    private static Gen<string> Texts() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>().Select(t => t ?? "").Where(JsonNames.IsUnicode),
        Gen.Elements("", " ", "\u0001\u001f\u007f", "\u2028", "<script>&\"'\\/", "😀", "é", "\uFFFD\uFEFF", "{\"a\":1}", new string('x', 5000)));

    private static Gen<long> Numbers(long min, long max) => Gen.OneOf(
        Gen.Elements(min, max, min + 1, max - 1, 0, 1, -1, 9007199254740991, 9007199254740992, 9007199254740993, -9007199254740993),
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => (long)n),
        ArbMap.Default.GeneratorFor<long>()).Select(n => Math.Clamp(n, min, max));

    private static Gen<double> Reals() => Gen.OneOf(
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(d => d.Get == 0 ? 0 : d.Get),
        Gen.Elements(0, double.MaxValue, double.MinValue, double.Epsilon, 0.1, 1e21, 1e-7, 123456789012345680000d));

    private static Gen<decimal> Decimals(int scale) =>
        from whole in Numbers(-999_999_999_999_999_999, 999_999_999_999_999_999)
        from part in Gen.Choose(0, 999_999_999)
        select (decimal)new DecimalType(28, scale, null, null).Normalize(whole + (scale == 0 ? 0 : part / 1_000_000_000m));

    private static Gen<Money> Moneys() =>
        from units in Numbers(long.MinValue, long.MaxValue)
        from code in Gen.Elements(Currencies)
        select Money.FromMinorUnits(units, Currency.Of(code));

    private static Gen<Guid> Ids() => ArbMap.Default.GeneratorFor<Guid>();

    private static Gen<DateTimeOffset> Times(int first, int last) =>
        from day in Gen.Choose(new DateOnly(first, 1, 1).DayNumber, new DateOnly(last, 12, 31).DayNumber)
        from second in Gen.Choose(0, 86_399)
        from micro in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999).Select(ms => ms * 1000), Gen.Choose(0, 999_999))
        select new DateTimeOffset(DateOnly.FromDayNumber(day), default, TimeSpan.Zero).AddSeconds(second).AddMicroseconds(micro);

    private static Gen<object?[]> Lines() =>
        from text in Texts().Where(t => t.Length <= TextType.DefaultMaxLength).OrNull()
        from count in Gen.Choose(-1000, 1000)
        from price in Gen.Choose(-100_000, 100_000)
        from hasPrice in Gen.Elements(true, false)
        from share in Gen.Elements(0.5, 1, 3)
        select LineSchema.Capture(new Line { Text = text, Count = count / 8m, Price = hasPrice ? Money.FromMinorUnits(price, Currency.Of("EUR")) : null, Share = share });
}
