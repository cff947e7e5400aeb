using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public override async Task<IAsyncDisposable?> TryLock(string name, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        // The lock may be held for hours, and ends with its connection: it gets one beside the pool.
        var connection = await _unpooled.OpenConnectionAsync(cancellation);
        try
        {
            var (high, low) = KeyOf(await CurrentSchema(connection, cancellation), name);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1, $2)", connection)
            {
                Parameters = { new NpgsqlParameter<int> { TypedValue = high }, new NpgsqlParameter<int> { TypedValue = low } },
            };
            if (await command.ExecuteScalarAsync(cancellation) is true)
            {
                return new HeldLock(connection, high, low);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static async Task<string> CurrentSchema(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select current_schema()", connection);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The server knows such locks by two numbers, one space for the whole database: neighbours in other schemas have others.</summary>
    private static (int High, int Low) KeyOf(string schema, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{schema}\0{name}"));
        return (BinaryPrimitives.ReadInt32LittleEndian(hash), BinaryPrimitives.ReadInt32LittleEndian(hash.AsSpan(4)));
    }

    private sealed class HeldLock(NpgsqlConnection connection, int high, int low) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                // The server notices the end of a connection a moment later; the lock is free at once.
                await using var command = new NpgsqlCommand("select pg_advisory_unlock($1, $2)", connection)
                {
                    Parameters = { new NpgsqlParameter<int> { TypedValue = high }, new NpgsqlParameter<int> { TypedValue = low } },
                };
                await command.ExecuteNonQueryAsync();
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                // The connection is gone, or was disposed before, and the lock with it.
            }
            finally
            {
                await connection.DisposeAsync();
            }
        }
    }
}
