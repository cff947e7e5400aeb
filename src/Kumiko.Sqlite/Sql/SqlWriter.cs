using System.Text;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>A statement in the making: text, and the values for its parameters. Values never become text.</summary>
internal sealed class SqlWriter
{
    private static readonly Column Number = new("", ColumnType.Int64);
    private static readonly Column Text = new("", ColumnType.Text);

    private readonly StringBuilder _sql = new(512);
    private readonly List<(Column Column, object Value)> _values = [];

    public SqlWriter Write(string sql)
    {
        _sql.Append(sql);
        return this;
    }

    public SqlWriter Name(Column column)
    {
        _sql.Append('"').Append(column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return this;
    }

    public SqlWriter Value(long value) => Value(Number, value);

    public SqlWriter Value(string value) => Value(Text, value);

    /// <summary>A parameter that is encoded as values of the column are. A whole number of 128 bits is an already scaled decimal.</summary>
    public SqlWriter Value(Column column, object value)
    {
        _values.Add((column, value));
        _sql.Append('?').Append(_values.Count);
        return this;
    }

    /// <summary>A condition with its parameters noted, as text that can be written more than once.</summary>
    public string Fragment(RowFilter filter)
    {
        var start = _sql.Length;
        this.Write(filter);
        var fragment = _sql.ToString(start, _sql.Length - start);
        _sql.Length = start;
        return fragment;
    }

    public Statement Prepare(Connection connection)
    {
        var statement = connection.Prepare(_sql.ToString());
        foreach (var (column, value) in _values)
        {
            if (value is Int128 unscaled)
            {
                Values.BindUnscaled(statement, column, unscaled);
            }
            else
            {
                Values.Bind(statement, column, value);
            }
        }

        return statement;
    }

    public override string ToString() => _sql.ToString();
}
