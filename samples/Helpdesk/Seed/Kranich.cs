using Kumiko;

namespace Helpdesk.Seed;

internal static class Kranich
{
    public static Company Company => new()
    {
        Tenant = HelpdeskTenants.Kranich,
        RandomSeed = 1,
        Domain = "kranich.example",
        Country = "DE",
        Currency = Currency.Of("EUR"),
        PriceLevel = 1,
        TimeZone = "Europe/Berlin",
        Language = "de",
        PhonePrefix = "+49 40",
        Team =
        [
            new("Mira Osterkamp", new("00000000-0000-4000-8000-000000000a11"), 92, "network", "hardware"),
            new("Jonas Felden", new("00000000-0000-4000-8000-000000000a12"), 84, "software", "accounts"),
            new("Selma Aydın", new("00000000-0000-4000-8000-000000000a13"), 98, "network", "telephony"),
            new("Henrik Thiessen", new("00000000-0000-4000-8000-000000000a14"), 78, "accounts"),
        ],
        Clients =
        [
            new("Bäckerei Lindemann", "lindemann-brot.example", "food", "20357", "Hamburg"),
            new("Autohaus Petersen & Söhne", "autohaus-petersen.example", "retail", "22765", "Hamburg"),
            new("Zahnarztpraxis Dr. Weiß", "praxis-weiss.example", "health", "20249", "Hamburg"),
            new("Elbspedition Rademacher", "elbspedition.example", "logistics", "21107", "Hamburg"),
            new("Tischlerei Brockmann", "brockmann-holz.example", "crafts", "21335", "Lüneburg"),
            new("Waldorfkindergarten Sonnenau", "sonnenau.example", "education", "22926", "Ahrensburg"),
            new("Stadtwerke Marschfeld", "stadtwerke-marschfeld.example", "energy", "25746", "Heide"),
            new("Buchhandlung am Fleet", "fleetbuch.example", "retail", "20459", "Hamburg"),
            new("Steuerkanzlei Ohlsen", "kanzlei-ohlsen.example", "services", "24103", "Kiel"),
            new("Hafenlogistik Nordkai", "nordkai.example", "logistics", "20457", "Hamburg"),
            new("Mühlenbrauerei Grote", "grote-bier.example", "food", "21682", "Stade"),
            new("Pixelwerft", "pixelwerft.example", "software", "22769", "Hamburg"),
            new("Pflegedienst Herbstlicht", "herbstlicht.example", "health", "22415", "Hamburg"),
            new("Maschinenbau Voss", "voss-maschinen.example", "manufacturing", "23552", "Lübeck"),
            new("Dachdeckerei Kröger", "kroeger-dach.example", "crafts", "25421", "Pinneberg"),
            new("Solarkontor Alster", "solarkontor.example", "energy", "22085", "Hamburg"),
            new("Segelmacherei Jensen", "jensen-segel.example", "crafts", "24159", "Kiel"),
            new("Optik Blankenhorn", "blankenhorn.example", "retail", "20095", "Hamburg"),
            new("Musikschule Allegra", "allegra-musik.example", "education", "22301", "Hamburg"),
            new("Kopierladen Kastanie", "kastanie-kopie.example", "services", "20146", "Hamburg"),
        ],
        Streets = ["Lindenstraße", "Am Fleet", "Deichweg", "Große Freiheit", "Mühlenkamp", "Hafenrand", "Kirchenallee", "Feldstraße", "Wiesendamm", "Bahrenfelder Chaussee"],
        FirstNames = ["Anke", "Bernd", "Claudia", "Dirk", "Elif", "Frank", "Gesa", "Holger", "Ines", "Jan", "Katrin", "Lars", "Nele", "Olaf", "Petra", "Rolf", "Silke", "Timo", "Ute", "Yasemin"],
        LastNames = ["Albers", "Behrens", "Claasen", "Demir", "Engel", "Friedrichs", "Gerdes", "Hinrichs", "Jacobsen", "Kaya", "Lorenzen", "Meinert", "Nissen", "Peters", "Reimers", "Schütt", "Tietjen", "Wulf"],
    };
}
