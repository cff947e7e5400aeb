using Kumiko;

namespace Helpdesk.Seed;

internal static class Tanuki
{
    public static Company Company => new()
    {
        Tenant = HelpdeskTenants.Tanuki,
        RandomSeed = 3,
        Domain = "tanuki.example",
        Country = "JP",
        Currency = Currency.Of("JPY"),
        PriceLevel = 160,
        TimeZone = "Asia/Tokyo",
        Language = "ja",
        PhonePrefix = "+81 6",
        Team =
        [
            new("Haruka Nishimura", new("00000000-0000-4000-8000-000000000a31"), 75, "network", "telephony"),
            new("Daichi Okabe", new("00000000-0000-4000-8000-000000000a32"), 70, "hardware", "software"),
            new("Grace Tanaka", new("00000000-0000-4000-8000-000000000a33"), 82, "software", "accounts"),
            new("Kenji Morita", new("00000000-0000-4000-8000-000000000a34"), 65, "accounts"),
        ],
        Clients =
        [
            new("Komugi Bakery", "komugi.example", "food", "530-0001", "Osaka"),
            new("Fujita Motors", "fujita-motors.example", "retail", "532-0011", "Osaka"),
            new("Sakamoto Dental Clinic", "sakamoto-dental.example", "health", "542-0076", "Osaka"),
            new("Naniwa Transport", "naniwa-transport.example", "logistics", "551-0023", "Osaka"),
            new("Hinoki Woodworks", "hinoki.example", "crafts", "630-8215", "Nara"),
            new("Himawari Nursery School", "himawari-nursery.example", "education", "560-0021", "Toyonaka"),
            new("Yodogawa Energy", "yodogawa-energy.example", "energy", "571-0055", "Kadoma"),
            new("Bunraku Books", "bunraku-books.example", "retail", "542-0071", "Osaka"),
            new("Inoue Tax Office", "inoue-tax.example", "services", "604-8005", "Kyoto"),
            new("Minato Warehousing", "minato-wh.example", "logistics", "552-0007", "Osaka"),
            new("Kitsune Brewing", "kitsune-brewing.example", "food", "612-8362", "Kyoto"),
            new("Akari Software", "akari-soft.example", "software", "530-0011", "Osaka"),
            new("Sakura Home Care", "sakura-homecare.example", "health", "662-0911", "Nishinomiya"),
            new("Ueda Precision", "ueda-precision.example", "manufacturing", "577-0011", "Higashiosaka"),
            new("Kawara Roofing", "kawara.example", "crafts", "599-8236", "Sakai"),
            new("Taiyo Solar", "taiyo-solar.example", "energy", "650-0024", "Kobe"),
            new("Setouchi Sails", "setouchi-sails.example", "crafts", "656-0025", "Sumoto"),
            new("Megane Optics", "megane-optics.example", "retail", "541-0053", "Osaka"),
            new("Koto Music School", "koto-music.example", "education", "543-0054", "Osaka"),
            new("Print Corner Umeda", "print-umeda.example", "services", "530-0012", "Osaka"),
        ],
        Streets = ["Umeda", "Shinsaibashi", "Namba", "Tenjinbashi", "Kitahama", "Honmachi", "Tanimachi", "Uehonmachi", "Nipponbashi", "Kyobashi"],
        FirstNames = ["Aiko", "Ayumi", "Chika", "Eri", "Fumiko", "Hiroshi", "Isamu", "Junko", "Kaori", "Makoto", "Naoki", "Nozomi", "Ren", "Riku", "Sachiko", "Shota", "Takumi", "Yui", "Yuta", "Yumi"],
        LastNames = ["Abe", "Endo", "Fukuda", "Goto", "Hasegawa", "Ishii", "Kato", "Kimura", "Maeda", "Matsuda", "Nakagawa", "Ogawa", "Sasaki", "Shimizu", "Takeda", "Ueno", "Wada", "Yamada"],
    };
}
