using Kumiko.Storage;

namespace Kumiko;

/// <content>Parts of a unit of work that stand or fall by themselves.</content>
internal sealed partial class InvocationServices
{
    /// <summary>
    /// Does a part of the unit's work: what fails takes back all of the part and nothing before it, so that whoever asked for it may go on.
    /// </summary>
    /// <exception cref="KumikoException">The part failed.</exception>
    /// <exception cref="StoreException">It was something before the part that failed, or a deadlock: nobody can go on.</exception>
    public async Task<TResult> AsOnePart<TResult>(Func<Task<TResult>> work)
    {
        StoreException failure;
        await using (var scope = await Unit.OpenScope(Cancellation))
        {
            try
            {
                var result = await work();
                scope.Keep();
                return result;
            }
            catch (StoreException exception)
            {
                failure = exception;
            }
        }

        // If the unit has still failed, it was something that was written before. After a deadlock all starts again.
        if (Unit.HasFailed || failure is TransientStoreException)
        {
            throw failure;
        }

        var command = Unit.Command;
        var error = await FailureTranslator.Translate(failure, Unit, Unit.ForUntouchedRows, Registry, Cancellation);
        Unit.Command = command;
        throw error;
    }
}
