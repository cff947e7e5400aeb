namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<TaskDeclaration> Tasks { get; } = [];

    /// <summary>
    /// Declares a kind of work that is done after commits; <see cref="InvocationServices.Enqueue"/> asks for it. For what the framework offers to authors.
    /// </summary>
    /// <param name="name">The short name; unique among the feature's tasks.</param>
    /// <param name="run">Does the work.</param>
    /// <param name="retry">How often, and how soon, it is tried again.</param>
    /// <returns>The name by which <see cref="Registry.TaskKindOf"/> finds it.</returns>
    internal string Task(string name, Func<TaskRun, WriteContext, Task> run, RetryPolicy? retry = null)
    {
        var declaration = new TaskDeclaration(Names.Qualify(Feature.Name, "task", name), run, retry ?? RetryPolicy.Default);
        Tasks.Add(declaration);
        return declaration.Name;
    }
}
