using Kumiko;

namespace Helpdesk.Seed;

internal static class Havsvind
{
    public static Company Company => new()
    {
        Tenant = HelpdeskTenants.Havsvind,
        RandomSeed = 2,
        Domain = "havsvind.example",
        Country = "SE",
        Currency = Currency.Of("SEK"),
        PriceLevel = 11.2m,
        TimeZone = "Europe/Stockholm",
        Language = "sv",
        PhonePrefix = "+46 31",
        Team =
        [
            new("Astrid Lindqvist", new("00000000-0000-4000-8000-000000000a21"), 96, "software", "accounts"),
            new("Emil Sandberg", new("00000000-0000-4000-8000-000000000a22"), 88, "network", "telephony"),
            new("Noor Haddad", new("00000000-0000-4000-8000-000000000a23"), 102, "hardware", "network"),
            new("Vilma Ekström", new("00000000-0000-4000-8000-000000000a24"), 80, "accounts"),
        ],
        Clients =
        [
            new("Lagerkvist Bageri", "lagerkvistbageri.example", "food", "411 17", "Göteborg"),
            new("Hisingens Bilverkstad", "hisingensbil.example", "crafts", "417 05", "Göteborg"),
            new("Tandhälsan Linné", "tandhalsanlinne.example", "health", "413 04", "Göteborg"),
            new("Västkust Åkeri", "vastkustakeri.example", "logistics", "418 34", "Göteborg"),
            new("Snickeri Almgren", "almgrensnickeri.example", "crafts", "431 30", "Mölndal"),
            new("Förskolan Solrosen", "solrosen.example", "education", "433 38", "Partille"),
            new("Kungälvs Kraft", "kungalvskraft.example", "energy", "442 31", "Kungälv"),
            new("Bokhandeln Haga", "hagabok.example", "retail", "413 01", "Göteborg"),
            new("Redovisningsbyrån Ek & Ask", "ekochask.example", "services", "411 03", "Göteborg"),
            new("Skärgårdsfrakt", "skargardsfrakt.example", "logistics", "475 42", "Hönö"),
            new("Bryggeriet Tre Måsar", "tremasar.example", "food", "414 51", "Göteborg"),
            new("Kodverket", "kodverket.example", "software", "411 19", "Göteborg"),
            new("Hemvård Omtanke", "omtanke.example", "health", "422 43", "Göteborg"),
            new("Precisionsteknik Borås", "precisionboras.example", "manufacturing", "503 32", "Borås"),
            new("Takmästarna Väst", "takmastarna.example", "crafts", "434 37", "Kungsbacka"),
            new("Vindkraft Tjörn", "vindkrafttjorn.example", "energy", "471 42", "Tjörn"),
            new("Marstrands Segel", "marstrandssegel.example", "crafts", "442 67", "Marstrand"),
            new("Optikern på Avenyn", "avenynsoptik.example", "retail", "411 36", "Göteborg"),
            new("Musikskolan Forte", "forte.example", "education", "416 55", "Göteborg"),
            new("Tryckeriet Lilla Bommen", "lillabommen.example", "services", "411 04", "Göteborg"),
        ],
        Streets = ["Linnégatan", "Haga Nygata", "Andra Långgatan", "Hamngatan", "Kyrkogatan", "Strandvägen", "Skolgatan", "Majorsgatan", "Järntorgsgatan", "Björkvägen"],
        FirstNames = ["Agnes", "Björn", "Cecilia", "David", "Ebba", "Fredrik", "Gunilla", "Hampus", "Ida", "Johan", "Karin", "Lukas", "Maja", "Nils", "Olivia", "Per", "Rebecka", "Sven", "Tove", "Viktor"],
        LastNames = ["Ahlström", "Berglund", "Carlsson", "Dahl", "Eriksson", "Forsberg", "Gustafsson", "Holm", "Isaksson", "Jönsson", "Källström", "Lundin", "Månsson", "Nyberg", "Olsson", "Persson", "Rask", "Söderlund"],
    };
}
