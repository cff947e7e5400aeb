namespace Kumiko;

/// <summary>Makes state machines from declarations.</summary>
internal sealed class TransitionAssembler(SchemaFactory schemas, RecordSchema schema)
{
    public IReadOnlyList<StateMachine> Assemble(EntityDeclaration entity, IReadOnlyList<FeatureBuilder> builders)
    {
        var machines = new List<StateMachine>();
        var isAnySkipped = builders.Any(b => b.Handlers.Exists(h => h.Options.TransitionGuardSkipped is not null));
        foreach (var declaration in entity.Transitions)
        {
            if (schema.Fields.FirstOrDefault(f => f.Member == declaration.Member) is not { Type: SelectType } field)
            {
                schemas.Report(DiagnosticRules.TransitionField, declaration.Member, $"'{declaration.Member ?? "?"}' is no stored field with one of several options.");
            }
            else if (machines.Exists(m => m.Field == field))
            {
                schemas.Report(DiagnosticRules.TransitionTwice, field.Member, "The field has transitions already.");
            }
            else if (Assemble(field, declaration, isAnySkipped) is { } machine)
            {
                machines.Add(machine);
            }
        }

        return machines;
    }

    private StateMachine? Assemble(Field field, TransitionDeclaration declaration, bool isAnySkipped)
    {
        var starts = declaration.Starts.ConvertAll(s => NameOf(field, s));
        var states = declaration.States.ConvertAll(s => (From: NameOf(field, s.From), Targets: s.Targets.ConvertAll(t => NameOf(field, t))));
        var unknown = starts.Concat(states.SelectMany(s => s.Targets.Prepend(s.From))).Except(field.Type.Options!).Distinct().ToList();
        foreach (var state in unknown)
        {
            schemas.Report(DiagnosticRules.TransitionState, field.Member, $"'{state}' is none of the options: {string.Join(", ", field.Type.Options!)}.");
        }

        var isSound = CheckRepetitions(field, starts, states) & CheckContent(field, states);
        if (unknown.Count > 0 || !isSound)
        {
            return null;
        }

        var machine = new StateMachine(
            field, starts.Count > 0 ? starts : field.Type.Options!, states.ToDictionary(s => s.From, s => (IReadOnlyList<string>)s.Targets));
        CheckReach(machine, isAnySkipped);
        return machine;
    }

    private bool CheckRepetitions(Field field, List<string> starts, List<(string From, List<string> Targets)> states)
    {
        var twice = Repeated(starts).Select(s => $"'{s}' is named twice as a start.")
            .Concat(Repeated(states.Select(s => s.From)).Select(s => $"What follows '{s}' is declared twice."))
            .Concat(states.SelectMany(s => Repeated(s.Targets).Select(t => $"'{t}' is named twice behind '{s.From}'.")))
            .ToList();
        twice.ForEach(message => schemas.Report(DiagnosticRules.TransitionTwice, field.Member, message));
        return twice.Count == 0;
    }

    private bool CheckContent(Field field, List<(string From, List<string> Targets)> states)
    {
        var empty = states.Where(s => s.Targets.Count == 0).Select(s => $"Nothing follows From('{s.From}').").ToList();
        if (states.Count == 0)
        {
            empty.Add("No state is ever left.");
        }

        empty.ForEach(message => schemas.Report(DiagnosticRules.TransitionEmpty, field.Member, message));
        return empty.Count == 0;
    }

    /// <summary>A command that skips the guard may bring records into any state, so with one of them nothing is out of reach.</summary>
    private void CheckReach(StateMachine machine, bool isAnySkipped)
    {
        if (machine.Field.Default is string initial && !machine.Starts.Contains(initial))
        {
            schemas.Report(DiagnosticRules.TransitionStart, machine.Field.Member, $"The field's initial value '{initial}' is none of its starts.");
        }

        var reached = new HashSet<string>();
        var next = new Stack<string>(machine.Starts);
        while (next.TryPop(out var state))
        {
            if (reached.Add(state))
            {
                foreach (var target in machine.AllowedFrom(state))
                {
                    next.Push(target);
                }
            }
        }

        foreach (var state in machine.Transitions.Keys.Where(s => !isAnySkipped && !reached.Contains(s)).Order(StringComparer.Ordinal))
        {
            schemas.Report(DiagnosticRules.TransitionReach, machine.Field.Member, $"No record can ever be '{state}': it is no start, and no transition leads there.");
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) => names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key);

    private static string NameOf(Field field, object state) => (string)field.Type.FromClr(state);
}
