namespace Kumiko.AspNetCore.Bench;

internal static class BareEndpoints
{
    private static readonly byte[] Answer = [.. """{"isSuccess":true,"data":"""u8, .. IdleDispatcher.Record, (byte)'}'];

    /// <summary>Reads the body, parses nothing, answers fixed bytes: the most that the server can do.</summary>
    public static async Task Raw(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Answer.Length;
        await context.Response.Body.WriteAsync(Answer);
    }
}
