using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Tests.Dispatch;

/// <summary>A dispatcher whose stages and commits write down when it is their turn, and that can fail in any stage.</summary>
internal sealed class PipelineRecording
{
    private readonly TestApp _app;
    private readonly Dispatcher _dispatcher;
    private readonly List<string> _steps = [];
    private string? _failing;
    private int _failingCall;
    private readonly Dictionary<Invocation, int> _calls = [];

    public PipelineRecording(TestApp app)
    {
        _app = app;
        var store = new WatchedStore(app.Store) { BeforeExecute = _ => _steps.Add("execute"), BeforeCommit = () => _steps.Add("commit") };
        var pipeline = new Pipeline([.. Pipeline.Standard.Stages.Select((stage, index) => new RecordingStage(stage, this, isFirst: index == 0))]);
        _dispatcher = new Dispatcher(app.Registry, store, app.Clock, new IdGenerator(app.Clock), NullLogger.Instance, pipeline);
    }

    public IReadOnlyList<string> Steps => _steps;

    /// <summary>Lets a stage fail when it has done its work, in the call with this number.</summary>
    public void FailIn(string stage, int call) => (_failing, _failingCall) = (stage, call);

    public async Task<BatchOutcome> Write(params (string Name, string Payload)[] calls) =>
        await _dispatcher.Write([.. calls.Select(c => new HandlerCall(c.Name, Parsed(c.Payload)))], null, Caller());

    public async Task Query(string name, string payload) => await _dispatcher.Query(new HandlerCall(name, Parsed(payload)), Caller());

    public async Task Stream(string name, string payload)
    {
        await foreach (var _ in _dispatcher.Stream(new HandlerCall(name, Parsed(payload)), Caller()))
        {
            _steps.Add("item");
        }
    }

    /// <summary>What stands in the log.</summary>
    public async Task<IReadOnlyList<StoredEvent>> Log()
    {
        await using var session = _app.Store.NewSession();
        return await session.ReadLog(new LogQuery { After = EventPosition.Start });
    }

    private Caller Caller() => new(_app.As("Teller").User, RequestInfo.New());

    private static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private sealed class RecordingStage(Stage stage, PipelineRecording recording, bool isFirst) : Stage
    {
        public override string Name => stage.Name;

        public override async ValueTask Run(Invocation invocation)
        {
            if (isFirst)
            {
                recording._calls[invocation] = recording._calls.Count + 1;
            }

            var call = recording._calls[invocation];
            recording._steps.Add(Name);
            await stage.Run(invocation);
            if (recording._failing == Name && recording._failingCall == call)
            {
                throw new ConflictException("as_the_test_wants", $"The stage '{Name}' fails.");
            }
        }
    }
}
