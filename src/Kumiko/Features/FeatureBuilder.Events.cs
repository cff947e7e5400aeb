using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<EventDeclaration> Events { get; } = [];

    internal List<MigrationDeclaration> Migrations { get; } = [];

    /// <summary>Declares an event of the domain, beside those that entities have by themselves. Only this feature can append it.</summary>
    /// <typeparam name="TEvent">The payload, as it is stored now.</typeparam>
    /// <param name="name">The short name, in the past tense: <c>ticket-solved</c>.</param>
    /// <param name="version">The generation of the payload's shape, from 1 on. Each step up to it needs a migration.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void DefineEvent<TEvent>(string name, int version = 1, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEvent : class =>
        Events.Add(new EventDeclaration(
            typeof(TEvent), name, version, static (header, data) => new Event<TEvent>(header, (TEvent)data), SourceLocation.From(file, line)));

    /// <summary>
    /// Brings stored events from one version to the next one, member by member. It happens whenever one is read: what is stored never changes.
    /// </summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="from">The version of the stored payload.</param>
    /// <param name="to">The next version.</param>
    /// <param name="migrate">Says what becomes of which member.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void EventMigration<TEvent>(
        int from, int to, Action<MigrationBuilder> migrate, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEvent : class
    {
        var builder = new MigrationBuilder();
        migrate(builder);
        Migrations.Add(new MigrationDeclaration(
            typeof(TEvent), from, to, null, null, (_, _) => MigrationStep.Of(builder.Apply), SourceLocation.From(file, line)) { Problems = builder.Problems });
    }

    /// <summary>Brings stored events from one version to the next one, as JSON.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="from">The version of the stored payload.</param>
    /// <param name="to">The next version.</param>
    /// <param name="migrate">Makes the next version's payload; it may change the object that it gets. Members are named in camelCase.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void EventMigration<TEvent>(
        int from, int to, Func<JsonObject, JsonObject> migrate, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEvent : class =>
        Migrations.Add(new MigrationDeclaration(
            typeof(TEvent), from, to, null, null, (_, _) => MigrationStep.Of(migrate), SourceLocation.From(file, line)));

    /// <summary>Brings stored events from one version to the next one, as JSON, and looks something up for it.</summary>
    /// <inheritdoc cref="EventMigration{TEvent}(int, int, Func{JsonObject, JsonObject}, string, int)"/>
    public void EventMigration<TEvent>(
        int from, int to, Func<JsonObject, MigrationContext, Task<JsonObject>> migrate, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEvent : class =>
        Migrations.Add(new MigrationDeclaration(
            typeof(TEvent), from, to, null, null, (_, _) => MigrationStep.Of(migrate), SourceLocation.From(file, line)));

    /// <summary>Brings stored events from one version to the next one, from one C# type to another.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <typeparam name="TOld">The payload as it was in version <paramref name="from"/>.</typeparam>
    /// <typeparam name="TNew">The payload in the next version; for the last step, the event's own type.</typeparam>
    /// <param name="from">The version of the stored payload.</param>
    /// <param name="to">The next version.</param>
    /// <param name="migrate">Makes the next version's payload.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void EventMigration<TEvent, TOld, TNew>(
        int from, int to, Func<TOld, TNew> migrate, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEvent : class
        where TOld : class
        where TNew : class =>
        AddTyped<TEvent, TOld, TNew>(from, to, (old, _) => new ValueTask<TNew>(migrate(old)), SourceLocation.From(file, line));

    /// <summary>Brings stored events from one version to the next one, from one C# type to another, and looks something up for it.</summary>
    /// <inheritdoc cref="EventMigration{TEvent, TOld, TNew}(int, int, Func{TOld, TNew}, string, int)"/>
    public void EventMigration<TEvent, TOld, TNew>(
        int from, int to, Func<TOld, MigrationContext, Task<TNew>> migrate, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEvent : class
        where TOld : class
        where TNew : class =>
        AddTyped<TEvent, TOld, TNew>(from, to, (old, context) => new ValueTask<TNew>(migrate(old, context)), SourceLocation.From(file, line));

    private void AddTyped<TEvent, TOld, TNew>(int from, int to, Func<TOld, MigrationContext, ValueTask<TNew>> migrate, SourceLocation? source)
        where TOld : class
        where TNew : class =>
        Migrations.Add(new MigrationDeclaration(
            typeof(TEvent), from, to, typeof(TOld), typeof(TNew), (old, next) => MigrationStep.Of(old!, next!, migrate), source));
}
