using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <content>Says which rule refused a call, where one did.</content>
internal sealed partial class Dispatcher
{
    private const string OtherTenants = "To tell developers why a record was not found.";

    /// <summary>How hard it is looked for the reason of a failure.</summary>
    public DenialSearch DenialSearch { get; init; }

    /// <summary>Finds the rule behind a failure, while it is still known what was looked for.</summary>
    private async ValueTask Explain(KumikoException error, InvocationServices services)
    {
        error.Denial ??= services.DenialBehind(error);
        if (error is NotFoundException { Denial: null } missing && DenialSearch == DenialSearch.AcrossTenants)
        {
            error.Denial = await FindElsewhere(missing, services.Caller.User, services.Cancellation);
        }
    }

    /// <summary>Does work whose failures are explained.</summary>
    private async Task<TResult> Explaining<TResult>(InvocationServices services, Func<Task<TResult>> work)
    {
        try
        {
            return await work();
        }
        catch (KumikoException error)
        {
            await Explain(error, services);
            throw;
        }
    }

    /// <summary>Counts a failure that is about to be answered, and writes down which rule it comes from.</summary>
    private void Note(KumikoException error, string type, Caller caller)
    {
        _telemetry?.CountError(registry, type, error);
        _telemetry?.FailRequest(error);
        if (error.Denial is { } denial)
        {
            error.Denial = Told(denial, type, caller);
        }
    }

    private Denial Told(Denial denial, string type, Caller caller)
    {
        var told = denial with { Handler = denial.Handler ?? type, Caller = caller.User };

        // Who calls too often shall not fill the log either; metrics count it.
        var level = denial.Kind == DenialKind.RateLimit ? LogLevel.Debug : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var (rules, roles) = (told.Summary, string.Join(", ", caller.User.Roles));
            DispatcherLog.Denied(logger, level, told.Handler, caller.Request.RequestId, told.Kind, told.Entity, told.Record, told.Field, rules,
                caller.User.Id, caller.User.Tenant, roles);
        }

        return told;
    }

    private async Task<Denial?> FindElsewhere(NotFoundException missing, User user, CancellationToken cancellation)
    {
        if (registry.FindEntity(missing.Entity) is not { } entity || !Guid.TryParse(missing.Id, out var id))
        {
            return null;
        }

        try
        {
            await using var session = store.NewSession();
            return await session.ReadRow(entity.Table, new TenantScope.All(OtherTenants), id, cancellation) is { } row
                ? DenialOfTenant(entity, entity.Columns.Read(row), user.Tenant)
                : null;
        }
        catch (StoreException)
        {
            // The failure stands, with or without a reason.
            return null;
        }
    }

    /// <summary>Why a record cannot be reached from a tenant; null where it can.</summary>
    internal static Denial? DenialOfTenant(EntityDefinition entity, EntityState state, TenantId tenant) => state.Tenant == tenant ? null
        : Denial.Of(
            DenialKind.Tenant,
            state.Tenant == TenantId.System ? "records of the system tenant are read by all and written by none" : "records belong to one tenant",
            state.Tenant == TenantId.System ? "The record belongs to the system tenant." : $"The record belongs to the tenant {state.Tenant}; the caller acts in {tenant}.") with
        {
            Entity = entity.Name,
            Record = state.Id.ToString(),
        };
}
