using System.Diagnostics.Metrics;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;
using Kumiko.Tests.Operating;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Tests.Metrics;

/// <summary>What features measure, as a listener hears it.</summary>
public abstract class MetricSpecification(DatabaseSource source) : AppSpecification(source)
{
    private const string Orders = "kumiko_kitchen_orders_total";

    private readonly KitchenFeature _kitchen = new();

    [Fact]
    public async Task Each_kind_of_metric_is_heard_with_its_value_and_its_labels()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);

        await app.As(Tenant).Write(_kitchen.Cook(ctx =>
        {
            ctx.Metrics.Increment(_kitchen.Orders, by: 3);
            ctx.Metrics.Increment(_kitchen.Dishes, new DishLabels(Course.MainDish, true));
            ctx.Metrics.Record(_kitchen.Waited, new DishLabels(Course.Starter, null), 61.5);
            ctx.Metrics.Set(_kitchen.Open, -2);
            return Task.CompletedTask;
        }));

        Of(heard).ShouldBe(
        [
            $"{Orders} 3", $"kumiko_kitchen_dishes_total 1 course=mainDish is_hot=true tenant={Tenant}",
            "kumiko_kitchen_waited_seconds 61.5 course=starter is_hot=", "kumiko_kitchen_open_orders -2",
        ]);
    }

    [Fact]
    public async Task Whoever_exports_a_metric_learns_its_unit_its_meaning_and_its_buckets()
    {
        var app = await Start(_kitchen);
        var found = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => found.Add(instrument) };
        listener.Start();

        var waited = found.OfType<Histogram<double>>().Single(i =>
            i.Name == "kumiko_kitchen_waited_seconds" && i.Meter.Tags!.Any(t => t.Key == KumikoTelemetry.InstanceTag && Equals(t.Value, app.Instance)));

        (waited.Unit, waited.Description).ShouldBe(("s", "How long guests waited."));
        waited.Advice!.HistogramBucketBoundaries.ShouldBe([60, 600]);
    }

    [Fact]
    public async Task Of_a_command_that_fails_nothing_is_heard_not_even_of_the_commands_before_it()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);
        var good = _kitchen.Cook(Count);
        var bad = _kitchen.Cook(async ctx =>
        {
            await Count(ctx);
            throw new ConflictException("burnt", "Burnt.");
        });

        (await app.As(Tenant).Batch(null, ("kitchen:write:cook", Json(good)), ("kitchen:write:cook", Json(bad)))).IsSuccess.ShouldBeFalse();
        heard.Of(Orders).ShouldBeEmpty();

        (await app.As(Tenant).Batch(null, ("kitchen:write:cook", Json(good)), ("kitchen:write:cook", Json(good)))).IsSuccess.ShouldBeTrue();
        heard.Of(Orders).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_heard_before_the_commit()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);

        await app.As(Tenant).Write(_kitchen.Cook(async ctx =>
        {
            await Count(ctx);
            await ctx.Create(new Dish { Name = "Soup" });
            heard.Of(Orders).ShouldBeEmpty();
        }));

        heard.Of(Orders).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_only_the_commit_refuses_has_measured_nothing()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);
        var store = new WatchedStore(app.Store) { BeforeExecute = _ => throw new StreamConflictException() };
        var telemetry = new Telemetry("other", app.Clock);
        using var other = new Heard("other");
        var dispatcher = new Dispatcher(
            app.Registry, store, app.Clock, new IdGenerator(app.Clock), NullLogger.Instance, Pipeline.Standard, telemetry: telemetry);

        var outcome = await Write(dispatcher, app, _kitchen.Cook(async ctx =>
        {
            await Count(ctx);
            await ctx.Append("bell", Guid.CreateVersion7(), new Rung(false));
        }));

        outcome.IsSuccess.ShouldBeFalse();
        other.Of(Orders).ShouldBeEmpty();
        telemetry.Dispose();
    }

    [Fact]
    public async Task Work_that_is_done_again_is_measured_once()
    {
        var app = await Start(_kitchen);
        var failures = 3;
        var runs = 0;
        var telemetry = new Telemetry("again", app.Clock);
        using var heard = new Heard("again");
        var store = new WatchedStore(app.Store) { BeforeExecute = _ => FailAWhile() };
        var dispatcher = new Dispatcher(
            app.Registry, store, app.Clock, new IdGenerator(app.Clock), NullLogger.Instance, Pipeline.Standard, telemetry: telemetry);

        var outcome = await Write(dispatcher, app, _kitchen.Cook(async ctx =>
        {
            runs++;
            await Count(ctx);
            await ctx.Append("bell", Guid.CreateVersion7(), new Rung(false));
        }));

        outcome.Error.ShouldBeNull();
        (runs, heard.Of(Orders).Count).ShouldBe((4, 1));
        telemetry.Dispose();

        void FailAWhile()
        {
            if (failures-- > 0)
            {
                throw new TransientStoreException(new IOException("deadlock"));
            }
        }
    }

    [Fact]
    public async Task What_a_nested_command_measured_is_forgotten_with_what_it_wrote()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);
        var kept = _kitchen.Cook(Count);
        var undone = _kitchen.Cook(async ctx =>
        {
            await Count(ctx);
            await ctx.Write(kept);
            throw new ConflictException("burnt", "Burnt.");
        });

        await app.As(Tenant).Write(_kitchen.Cook(async ctx =>
        {
            await Count(ctx);
            await Should.ThrowAsync<ConflictException>(() => ctx.Write(undone));
            await ctx.Write(kept);
        }));

        heard.Of(Orders).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_query_measures_when_it_has_its_answer()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);

        await app.As(Tenant).Query<int>(_kitchen.Taste(Count));
        await Should.ThrowAsync<ConflictException>(() => app.As(Tenant).Query<int>(_kitchen.Taste(async ctx =>
        {
            await Count(ctx);
            throw new ConflictException("bland", "Bland.");
        })));

        heard.Of(Orders).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_consumer_measures_what_it_has_done_and_not_what_failed()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);
        await app.As(Tenant).Write(new Ring(false));
        await app.As(Tenant).Write(new Ring(true));

        await Should.ThrowAsync<Exception>(() => app.DrainConsumers(Cancellation));

        heard.Of(Orders).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_rebuild_measures_nothing_because_all_of_it_was_measured_when_it_happened()
    {
        var app = await Start(_kitchen);
        using var heard = new Heard(app.Instance);
        await app.As(Tenant).Write(new Ring(false));
        await app.DrainConsumers(Cancellation);
        heard.Of("kumiko_kitchen_open_orders").Count.ShouldBe(1);

        await app.Rebuilds.Rebuild("kitchen:projection:bells", cancellation: Cancellation);

        heard.Of("kumiko_projection_rebuild_events_total").ShouldHaveSingleItem().Value.ShouldBe(1);
        heard.Of("kumiko_kitchen_open_orders").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_metric_that_nobody_declares_cannot_be_measured_and_says_how_it_could()
    {
        var app = await Start(_kitchen);
        var stray = new CounterMetric("stray_total");

        var failure = await Should.ThrowAsync<InternalErrorException>(() => app.As(Tenant).Write(_kitchen.Cook(ctx =>
        {
            ctx.Metrics.Increment(stray);
            return Task.CompletedTask;
        })));

        failure.InnerException!.Message.ShouldContain("call r.Metric(…)");
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_undo_what_was_committed()
    {
        var app = await Start(_kitchen);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == Orders && instrument.Meter.Tags!.Any(t => Equals(t.Value, app.Instance)))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("full"));
        listener.Start();

        var cook = _kitchen.Cook(async ctx =>
        {
            await Count(ctx);
            await ctx.Create(new Dish { Name = "Soup" });
        });

        (await app.As(Tenant).Batch(null, ("kitchen:write:cook", Json(cook)))).Error.ShouldBeNull();
    }

    private Task Count(QueryContext ctx)
    {
        ctx.Metrics.Increment(_kitchen.Orders);
        return Task.CompletedTask;
    }

    private static IReadOnlyList<string> Of(Heard heard) =>
    [
        .. heard.All.Where(m => m.Name.StartsWith("kumiko_kitchen_", StringComparison.Ordinal)).Select(m => string.Join(
            ' ', m.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}").Prepend(FormattableString.Invariant($"{m.Name} {m.Value}")))),
    ];

    private static string Json(Cook cook) => $$"""{"name":"{{cook.Name}}"}""";

    private async Task<BatchOutcome> Write(Dispatcher dispatcher, TestApp app, Cook cook)
    {
        using var json = System.Text.Json.JsonDocument.Parse(Json(cook));
        return await dispatcher.Write([new HandlerCall("kitchen:write:cook", json.RootElement)], null, new Caller(app.As(Tenant).User, RequestInfo.New()), Cancellation);
    }
}

public sealed class SqliteMetricTests(SqliteSource source) : MetricSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresMetricTests(PostgresSource source) : MetricSpecification(source), IClassFixture<PostgresSource>;
