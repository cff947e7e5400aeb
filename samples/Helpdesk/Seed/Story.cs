namespace Helpdesk.Seed;

/// <summary>How tickets go: what was asked, and what the answer was. Words in braces are filled in.</summary>
internal sealed record Story(string Category, string Subject, string Description, string Resolution, params string[] Tags)
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("hardware", "Printer on floor {floor} prints blank pages", "Since this morning every page comes out white. The toner is new.", "The drum unit was worn out; replaced from stock.", "hardware"),
        new("hardware", "New laptop for {person}", "{person} starts on the first of the month and needs a laptop with two screens.", "Laptop prepared, encrypted and handed over.", "hardware", "contract"),
        new("hardware", "Docking station loses both monitors", "Both screens go black for some seconds, several times an hour.", "New firmware for the docking station; stable for a day.", "hardware", "warranty"),
        new("hardware", "Label printer cuts in the wrong place", "The labels are shifted by half a centimetre since the new roll.", "Media sensor calibrated for the new roll.", "hardware"),
        new("hardware", "Server room is {degrees} degrees warm", "The sensor by the rack sends warnings, and the fans are loud.", "The air conditioning's filter was full of dust. Cleaned, and on the maintenance plan now.", "hardware", "outage"),
        new("network", "No internet in the whole building", "Nothing works since half past eight, telephones included.", "The provider had cut a fibre nearby; moved to the mobile backup until noon.", "outage"),
        new("network", "Wi-Fi drops in meeting room {floor}", "Video calls freeze whenever the door is closed.", "The access point was behind a steel cabinet; moved to the ceiling.", "follow-up"),
        new("network", "VPN asks for the password again and again", "From home the connection ends after two minutes.", "The clock of the laptop was wrong, so its certificate was not valid yet.", "security"),
        new("network", "Guests can see the file server", "A visitor showed me our folders on his telephone.", "Guest network separated, access log checked: nobody opened a file.", "security", "follow-up"),
        new("network", "Site {floor} is very slow after lunch", "Between one and three everything takes ages.", "A backup ran at noon instead of midnight. Rescheduled.", "outage"),
        new("software", "{app} closes when a PDF is attached", "It happens with every PDF that comes from the scanner.", "Known fault of the last update; rolled back, and reported to the maker.", "follow-up"),
        new("software", "Update {app} on all workplaces", "Please bring everybody to the current version before the end of the month.", "Rolled out in three waves, no complaints.", "contract"),
        new("software", "{app} shows last year's prices", "The new price list is in the folder, but the offers still have the old one.", "The import ran under a user without rights to the folder.", "follow-up"),
        new("software", "Macro no longer runs in the {month} report", "It says that the source is not trusted.", "Macro signed with the company's certificate.", "security"),
        new("software", "Search in {app} finds nothing", "Whatever I type, the list stays empty. My colleague sees everything.", "Index rebuilt over night.", "follow-up"),
        new("accounts", "Password forgotten after holidays", "I cannot get in any more and my telephone is new.", "Identity checked by calling back; second factor registered anew.", "security"),
        new("accounts", "Please remove the account of {person}", "{person} left us at the end of {month}. The mailbox should stay readable for accounting.", "Account closed, mailbox shared with accounting for a year.", "security", "contract"),
        new("accounts", "{person} needs access to the project folder", "Reading is enough, until the end of {month}.", "Reading rights given with an end date.", "contract"),
        new("accounts", "Strange mail in the name of our director", "It asks for gift cards. Two of us have clicked.", "Sender blocked, both passwords changed, sign-ins checked. A short training is offered.", "security", "training"),
        new("telephony", "Callers hear themselves", "There is an echo on every call to the front desk.", "Headset replaced; the base station was cracked.", "hardware", "warranty"),
        new("telephony", "Forward calls while we are closed", "From Friday noon to Monday morning the calls should go to the mobile phone of {person}.", "Schedule entered and tested.", "contract"),
        new("telephony", "Fax confirmation says failed, but it arrived", "Our pharmacy receives everything twice.", "Timeout of the gateway raised.", "follow-up"),
        new("billing", "Two invoices for {month}", "We have the same amount twice. Which one do we pay?", "The second one was a copy for the tax adviser. Cleared by telephone.", "contract"),
        new("billing", "Fewer licences from next year", "We are {floor} people less and would like to pay for as many.", "Contract adapted from the first of January.", "contract"),
        new("other", "Training for new colleagues", "Half a day about phishing, passwords and the new telephones, for {floor} people.", "Held on site; slides are in the customer's folder.", "training"),
        new("other", "Where does our backup live?", "Our auditor wants to know in which country, and how long it is kept.", "Sent the description of the backup and the last restore test.", "security"),
    ];

    public static IReadOnlyList<string> Programs { get; } = ["the accounting program", "the mail program", "the scheduling tool", "the drawing program", "the web shop", "the time clock"];

    public static IReadOnlyList<string> Months { get; } = ["January", "March", "April", "June", "September", "October"];
}
