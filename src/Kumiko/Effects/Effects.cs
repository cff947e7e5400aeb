using System.Net.Mail;
using System.Text.Json;

namespace Kumiko;

/// <summary>What leaves the application after commits: queued with the command, sent by the tasks of its feature.</summary>
internal sealed class Effects(KumikoOptions options, Registry registry, TimeProvider clock) : IDisposable
{
    public const string WebhookTask = "webhook";
    public const string MailTask = "mail";

    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web);

    private readonly AnswerJson _json = new(registry, clock);
    private readonly Lazy<HttpWebhookSender> _http = new(() => new HttpWebhookSender(options.Webhooks));

    /// <summary>Queues a webhook with everything else that the command writes.</summary>
    /// <param name="source">The command and the step.</param>
    /// <param name="webhook">The webhook.</param>
    /// <param name="context">The command's context.</param>
    /// <exception cref="UnprocessableException">It cannot be sent as it is.</exception>
    /// <exception cref="UnconfiguredException">Its secret is not there.</exception>
    public void Queue(string source, Webhook webhook, WriteContext context)
    {
        if (WebhookRules.Check(webhook, options.Webhooks) is { } problem)
        {
            throw new UnprocessableException("webhook_refused", $"The webhook of '{source}' cannot be sent: {problem}.",
                new Dictionary<string, object?> { ["step"] = source });
        }

        if (webhook.Credential is { } credential)
        {
            SecretOf(credential.Secret, context);
        }

        var body = webhook.Body is null ? null : System.Text.Encoding.UTF8.GetString(_json.Write(webhook.Body, context.Services).Span);
        Enqueue(WebhookTask, context, new QueuedWebhook(
            webhook.Url, webhook.Method, webhook.Headers, webhook.Credential?.HeaderName, webhook.Credential?.Prefix, webhook.Credential?.Secret, body));
    }

    /// <summary>Queues a mail with everything else that the command writes.</summary>
    /// <exception cref="UnprocessableException">It cannot be sent as it is.</exception>
    /// <exception cref="UnconfiguredException">Nobody sends mails.</exception>
    /// <inheritdoc cref="Queue(string, Webhook, WriteContext)"/>
    public void Queue(string source, Mail mail, WriteContext context)
    {
        _ = MailSender(context);
        var problem = mail switch
        {
            { To.Count: 0 } => "it goes to nobody",
            _ when !mail.To.Append(mail.From).Append(mail.ReplyTo).OfType<string>().All(IsAddress) => "one of its addresses is none",
            _ when string.IsNullOrWhiteSpace(mail.Subject) || mail.Subject.Any(char.IsControl) => "its subject is not one line of text",
            _ => null,
        };
        if (problem is not null)
        {
            throw new UnprocessableException("mail_refused", $"The mail of '{source}' cannot be sent: {problem}.", new Dictionary<string, object?> { ["step"] = source });
        }

        Enqueue(MailTask, context, mail);
    }

    /// <summary>Sends a webhook that was queued.</summary>
    public static Task SendWebhook(TaskRun run, WriteContext context) => context.Services.Effects!.Webhook(run, context);

    /// <summary>Sends a mail that was queued.</summary>
    public static Task SendMail(TaskRun run, WriteContext context) => context.Services.Effects!.Mail(run, context);

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private static bool IsAddress(string address) => MailAddress.TryCreate(address, out _) && !address.Any(char.IsControl);

    private static void Enqueue<TPayload>(string task, WriteContext context, TPayload payload)
    {
        var kind = context.Registry.TaskKindOf(Names.Qualify(context.Owner!.Feature.Name, "task", task));
        context.Services.Enqueue(kind, context.Actor, JsonSerializer.SerializeToUtf8Bytes(payload, Stored));
    }

    private async Task Webhook(TaskRun run, WriteContext context)
    {
        var queued = run.Payload.Deserialize<QueuedWebhook>(Stored)!;
        var id = run.Queued.Task.Id;
        var headers = new Dictionary<string, string>(queued.Headers ?? new Dictionary<string, string>()) { ["Idempotency-Key"] = id.ToString() };
        if (queued.Header is { } header)
        {
            headers[header] = queued.Prefix + SecretOf(queued.Secret!, context);
        }

        var delivery = new WebhookDelivery { Id = id, Url = new Uri(queued.Url), Method = queued.Method, Headers = headers, Body = queued.Body };
        await (options.WebhookSender ?? _http.Value).Send(delivery, context.Cancellation);
    }

    private Task Mail(TaskRun run, WriteContext context) => MailSender(context)
        .Send(new MailDelivery(run.Queued.Task.Id, context.Tenant, run.Payload.Deserialize<Mail>(Stored)!), context.Cancellation);

    private IMailSender MailSender(WriteContext context) => options.MailSender ?? throw new UnconfiguredException(
        context.Owner!.Feature.Name, "mail", "Nobody sends mails: the host has to set KumikoOptions.MailSender, or to register an IMailSender.");

    private string SecretOf(string name, WriteContext context) => options.Webhooks.Secrets(name) is { Length: > 0 } secret
        ? secret
        : throw new UnconfiguredException(context.Owner!.Feature.Name, $"webhook-secret:{name}",
            $"There is no secret '{name}' for webhooks: set the environment variable {WebhookOptions.VariableOf(name)}, or WebhookOptions.Secrets.");

    private sealed record QueuedWebhook(
        string Url, WebhookMethod Method, IReadOnlyDictionary<string, string>? Headers, string? Header, string? Prefix, string? Secret, string? Body);
}
