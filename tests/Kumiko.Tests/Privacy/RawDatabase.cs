using System.Text;
using Npgsql;
using TestDatabase = Kumiko.Testing.TestDatabase;

namespace Kumiko.Tests.Privacy;

/// <summary>What stands in a database, whatever wrote it there.</summary>
internal static class RawDatabase
{
    /// <summary>Which of the texts stand somewhere in the database in the open.</summary>
    public static async Task<IReadOnlyList<string>> Find(TestDatabase database, params string[] texts)
    {
        var all = database.Address.StartsWith("sqlite:", StringComparison.Ordinal)
            ? FilesOf(database.Address["sqlite:".Length..])
            : await RowsOf(database.Address.Split(";Row Level Security")[0]);
        return [.. texts.Where(t => all.Contains(t, StringComparison.Ordinal))];
    }

    private static string FilesOf(string path)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    private static async Task<string> RowsOf(string address)
    {
        var text = new StringBuilder();
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();

        // Where rows are guarded, all of them are within reach from here on.
        await using (var reach = new NpgsqlCommand("select set_config('kumiko.tenants', 'all', false)", connection))
        {
            await reach.ExecuteNonQueryAsync();
        }

        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select table_name from information_schema.tables where table_schema = current_schema()", connection))
        await using (var names = await list.ExecuteReaderAsync())
        {
            while (await names.ReadAsync())
            {
                tables.Add(names.GetString(0));
            }
        }

        foreach (var table in tables)
        {
            await using var select = new NpgsqlCommand($"select t::text from \"{table}\" t", connection);
            await using var rows = await select.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                text.AppendLine(rows.GetString(0));
            }
        }

        // Bytes are shown as hexadecimal digits.
        text.AppendLine(string.Join('\n', text.ToString().Split("\\x").Skip(1).Select(Unhex)));
        return text.ToString();
    }

    private static string Unhex(string text)
    {
        var digits = new string([.. text.TakeWhile(char.IsAsciiHexDigit)]);
        return Encoding.Latin1.GetString(Convert.FromHexString(digits[..(digits.Length / 2 * 2)]));
    }
}
