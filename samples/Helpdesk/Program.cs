using Helpdesk.Customers;
using Helpdesk.Invoicing;
using Helpdesk.Seed;
using Helpdesk.Tickets;
using Kumiko;

var builder = WebApplication.CreateBuilder(args);

builder.AddKumiko(kumiko => kumiko
    .AddFeature<CustomersFeature>()
    .AddFeature<TicketsFeature>()
    .AddFeature<InvoicingFeature>()
    .AddFeature<OperationsFeature>()
    .AddSeed("helpdesk", HelpdeskSeed.Write));

var app = builder.Build();
app.MapKumiko();
app.Run();
