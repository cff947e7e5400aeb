using Npgsql;

namespace Kumiko.Postgres.Rows;

/// <summary>Collects a statement's parameters and hands out their placeholders.</summary>
internal readonly struct ParameterList(NpgsqlParameterCollection parameters)
{
    /// <summary>Adds a parameter and returns what stands for it in the text.</summary>
    public string Add(NpgsqlParameter parameter)
    {
        parameters.Add(parameter);
        return $"${parameters.Count}";
    }
}
