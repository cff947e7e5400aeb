using System.Linq.Expressions;
using System.Numerics;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// The rows of a projection in the tenant of the event. Changes are kept back and go out with everything else; only methods that have to see
/// a row read one.
/// </summary>
/// <typeparam name="TRow">The class of the rows.</typeparam>
public sealed class ProjectionRows<TRow>
    where TRow : class
{
    private readonly RowDefinition _definition;
    private readonly Table _table;
    private readonly UnitOfWork _unit;
    private readonly TenantId _tenant;
    private readonly CancellationToken _cancellation;

    internal ProjectionRows(RowDefinition definition, Table table, UnitOfWork unit, TenantId tenant, CancellationToken cancellation)
    {
        _definition = definition;
        _table = table;
        _unit = unit;
        _tenant = tenant;
        _cancellation = cancellation;
    }

    /// <summary>Adds a row that is not there yet. Reads nothing; when there is one with the same key, the command fails.</summary>
    public void Insert(TRow row)
    {
        var (key, columns) = ColumnsOf(row);
        _unit.AddRow(key, new WriteOperation.InsertRow(_table, columns), columns);
    }

    /// <summary>Adds a row, or replaces the one with the same key. Reads nothing.</summary>
    public void Put(TRow row)
    {
        var (key, columns) = ColumnsOf(row);
        _unit.AddRow(key, new WriteOperation.UpsertRow(_table, columns, _definition.Changeable, []), columns);
    }

    /// <summary>
    /// Adds to a number, in a row that is made where there is none. Reads nothing, and however many do it at the same time, none is lost.
    /// </summary>
    /// <param name="row">The row's key. Where there is no such row, this one is added; the number begins at zero then, whatever it is here.</param>
    /// <param name="column">The number: <c>r => r.Count</c>.</param>
    /// <param name="by">What is added; negative to subtract.</param>
    /// <exception cref="ArgumentException">The expression names no property that holds a number, or one of the key.</exception>
    public void Increment<TNumber>(TRow row, Expression<Func<TRow, TNumber>> column, TNumber by)
        where TNumber : struct, INumber<TNumber>
    {
        var field = NumberOf(column);
        var (key, columns) = ColumnsOf(row);
        var ordinal = _definition.OrdinalOf(field);
        columns[ordinal] = field.Type.Normalize(field.Type.FromClr(by));
        var known = _unit.KnownRow(key, out var current)
            ? current is null ? columns : RowCells.Added(current, ordinal, columns[ordinal])
            : null;
        _unit.AddRow(key, new WriteOperation.UpsertRow(_table, columns, [], [ordinal]), known);
    }

    /// <summary>Removes the row with the key of this one, if there is one. Reads nothing.</summary>
    public void Delete(TRow key)
    {
        var row = KeyOf(_definition.IdOf(key));
        _unit.RemoveRow(row, new WriteOperation.RemoveRow(_table, _tenant, row.Id));
    }

    /// <summary>Reads the row with the key of this one, and keeps others from changing it until the command ends; null when there is none.</summary>
    public async Task<TRow?> Find(TRow key) =>
        await _unit.LockRow(KeyOf(_definition.IdOf(key)), _cancellation) is { } columns ? (TRow)_definition.Materialize(columns) : null;

    /// <summary>
    /// Changes the row with the key of the seed or, where there is none, adds the seed with the same change. Nobody else changes the row
    /// until the command ends, so that no change is lost.
    /// </summary>
    /// <param name="seed">The key, and what a new row begins with.</param>
    /// <param name="change">Sets properties that are no part of the key.</param>
    /// <returns>The row as it is now.</returns>
    /// <exception cref="InvalidOperationException">The change gave the row another key.</exception>
    public async Task<TRow> Upsert(TRow seed, Action<TRow> change)
    {
        var key = KeyOf(_definition.IdOf(seed));
        if (await _unit.LockRow(key, _cancellation) is { } current)
        {
            return Changed(key, current, change);
        }

        change(seed);
        CheckKey(key, seed);
        var (_, columns) = ColumnsOf(seed);
        _unit.AddMissingRow(key, new WriteOperation.InsertRow(_table, columns), columns);
        return seed;
    }

    /// <summary>Changes the row with the key of this one, if there is one. Nobody else changes it until the command ends.</summary>
    /// <param name="key">The key.</param>
    /// <param name="change">Sets properties that are no part of the key.</param>
    /// <returns>The row as it is now; null when there is none.</returns>
    /// <exception cref="InvalidOperationException">The change gave the row another key.</exception>
    public async Task<TRow?> Update(TRow key, Action<TRow> change)
    {
        var row = KeyOf(_definition.IdOf(key));
        return await _unit.LockRow(row, _cancellation) is { } current ? Changed(row, current, change) : null;
    }

    private TRow Changed(UnitOfWork.RowKey key, object?[] current, Action<TRow> change)
    {
        var row = (TRow)_definition.Materialize(current);
        change(row);
        CheckKey(key, row);
        var (_, columns) = ColumnsOf(row);
        var ordinals = RowCells.Differences(current, columns);
        if (ordinals.Count > 0)
        {
            _unit.AddRow(key, new WriteOperation.UpdateRow(_table, _tenant, key.Id, ordinals, [.. ordinals.Select(o => columns[o])]), columns);
        }

        return row;
    }

    private UnitOfWork.RowKey KeyOf(Guid id) => new(_table, _tenant, id);

    private (UnitOfWork.RowKey Key, object?[] Columns) ColumnsOf(TRow row)
    {
        var key = KeyOf(_definition.IdOf(row));
        return (key, _definition.ToColumns(_tenant, key.Id, row));
    }

    private void CheckKey(UnitOfWork.RowKey key, TRow row)
    {
        if (_definition.IdOf(row) != key.Id)
        {
            throw new InvalidOperationException($"The change gave a row of '{typeof(TRow).Name}' another key. Delete the row, and insert it with the new key.");
        }
    }

    private Field NumberOf(LambdaExpression column) =>
        MemberExpressions.NameOf(column) is { } member
        && _definition.Schema.Fields.FirstOrDefault(f => f.Member == member) is { Type: IntegerType or BigIntegerType or DecimalType or RealType } field
        && !_definition.IsKey(field)
            ? field
            : throw new ArgumentException($"'{column}' names no property of '{typeof(TRow).Name}' that numbers can be added to.", nameof(column));
}
