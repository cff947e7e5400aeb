using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Stored answers to requests.</summary>
internal static class AnswerStatements
{
    /// <summary>How many answers are removed in one transaction, so that writers do not wait for long.</summary>
    public const int MostForgottenAtOnce = 1000;

    private const string Insert =
        "INSERT INTO kumiko_answers (tenant_id, user_id, request_id, fingerprint, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    private const string Select =
        "SELECT fingerprint, answer, created_at FROM kumiko_answers WHERE tenant_id = ?1 AND user_id = ?2 AND request_id = ?3";

    private const string DeleteOld =
        """
        DELETE FROM kumiko_answers WHERE (tenant_id, user_id, request_id) IN
        (SELECT tenant_id, user_id, request_id FROM kumiko_answers WHERE created_at < ?1 ORDER BY created_at LIMIT ?2)
        """;

    public static void Record(Connection connection, RecordedAnswer answer)
    {
        using var statement = connection.Prepare(Insert);
        BindKey(statement, answer.Key).BindBytes(answer.Fingerprint).BindUtf8(answer.Answer.Span)
            .Bind(Timestamps.ToMicroseconds(answer.CreatedAt)).Step();
    }

    public static RecordedAnswer? Read(Connection connection, RequestKey key)
    {
        using var statement = connection.Prepare(Select);
        return BindKey(statement, key).Step()
            ? new RecordedAnswer(key, statement.Bytes(0).ToArray(), statement.Bytes(1).ToArray(), Timestamps.FromMicroseconds(statement.Int64(2)))
            : null;
    }

    /// <summary>Removes some of the answers that are older; returns how many.</summary>
    public static int Forget(Connection connection, DateTimeOffset before)
    {
        using var statement = connection.Prepare(DeleteOld);
        statement.Bind(Timestamps.ToMicroseconds(before)).Bind(MostForgottenAtOnce).Step();
        return connection.Changes;
    }

    private static Statement BindKey(Statement statement, RequestKey key) =>
        statement.Bind(key.Tenant.Value).Bind(key.User.Value).Bind(key.RequestId);
}
