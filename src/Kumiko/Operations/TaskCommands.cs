namespace Kumiko;

/// <summary>Asks how the work after commits stands. Answers with <see cref="TaskReport"/>s.</summary>
public sealed record ListTasks;

/// <summary>Asks for tasks that were given up. Answers with <see cref="DeadTask"/>s, oldest first.</summary>
/// <param name="Kind">The kind's qualified name; left out for all.</param>
/// <param name="Limit">How many at the most.</param>
public sealed record ListDeadTasks(string? Kind = null, [property: Number(Min = 1, Max = 1000)] int Limit = 100);

/// <summary>Lets tasks that were given up be tried anew. Answers with <see cref="RevivedTasks"/>.</summary>
/// <param name="Task">One task.</param>
/// <param name="Kind">All of a kind. Name either the one or the other.</param>
public sealed record ReviveTasks(Guid? Task = null, string? Kind = null);

/// <summary>How many tasks are tried anew.</summary>
/// <param name="Revived">The number.</param>
public sealed record RevivedTasks(int Revived);

/// <summary>Forgets a task that was given up.</summary>
/// <param name="Task">The task.</param>
public sealed record DiscardTask(Guid Task);
