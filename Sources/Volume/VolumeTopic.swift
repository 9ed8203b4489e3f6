/// What a made-up story is about: bodies that act, and things that are counted, paid for and argued about.
struct VolumeTopic {
    let name: String
    /// Who acts, as the subject of a sentence.
    let bodies: [String]
    /// What can be counted, in the plural.
    let counts: [String]
    /// What costs money.
    let works: [String]

    static let all = [
        VolumeTopic(
            name: "housing", bodies: ["The housing office", "The city's building fund", "The tenants' union"],
            counts: [
                "new flats", "empty dwellings", "rent disputes", "social tenancies", "households on the waiting list",
            ],
            works: ["the Quayside estate", "cladding repairs", "the rent subsidy", "temporary shelters"]),
        VolumeTopic(
            name: "transport", bodies: ["The ferry company", "The regional railway", "The road agency"],
            counts: ["late trains", "ferry crossings", "bus passengers", "road deaths", "electric buses"],
            works: ["the harbour tunnel", "the northern bypass", "the tram extension", "new signals on the coast line"]),
        VolumeTopic(
            name: "health", bodies: ["The health authority", "St Brannoc's hospital", "The ambulance service"],
            counts: [
                "hip operations", "vacant nursing posts", "measles cases", "emergency admissions", "hospital beds",
            ],
            works: ["the new maternity wing", "agency nurses", "the vaccination campaign", "a second scanner"]),
        VolumeTopic(
            name: "budget", bodies: ["The finance ministry", "The court of auditors", "The treasury committee"],
            counts: ["unpaid invoices", "tax returns", "public employees", "audited contracts", "late payments"],
            works: ["debt service", "the disaster reserve", "the pension fund's deficit", "external consultants"]),
        VolumeTopic(
            name: "energy", bodies: ["The grid operator", "The energy regulator", "The wind farm's owner"],
            counts: ["heat pumps", "power cuts", "solar roofs", "disconnected customers", "turbines"],
            works: ["the subsea cable", "the gas reserve", "insulation grants", "the decommissioning of Block C"]),
        VolumeTopic(
            name: "schools", bodies: ["The school board", "The teachers' association", "The education ministry"],
            counts: ["teaching vacancies", "first-year pupils", "school meals", "cancelled lessons", "exam appeals"],
            works: ["free school meals", "the language programme", "asbestos removal", "tablets for pupils"]),
        VolumeTopic(
            name: "migration", bodies: ["The migration office", "The refugee council", "The border police"],
            counts: ["asylum applications", "work permits", "family reunions", "rejected appeals", "reception places"],
            works: ["the reception centre at Tromsø Road", "integration courses", "chartered flights", "interpreters"]),
        VolumeTopic(
            name: "fisheries", bodies: ["The fishery board", "The port authority", "The crews' cooperative"],
            counts: ["licensed trawlers", "tonnes of herring", "inspections at sea", "landings", "deckhands"],
            works: ["the cold store", "dredging", "the quota buyout", "patrol boats"]),
        VolumeTopic(
            name: "crime", bodies: ["The public prosecutor", "The police union", "The interior ministry"],
            counts: ["burglaries", "reported assaults", "officers on patrol", "online frauds", "solved cases"],
            works: ["body cameras", "the youth prevention scheme", "overtime", "the forensic laboratory"]),
        VolumeTopic(
            name: "climate", bodies: ["The weather service", "The environment agency", "The forest inspectorate"],
            counts: [
                "days above 30 degrees", "flood warnings", "felled spruces", "monitoring stations",
                "hectares of burnt forest",
            ],
            works: ["the sea wall", "peatland restoration", "the flood relief channel", "air filters"]),
    ]
}

/// Words that any story uses.
enum VolumeWords {
    static let places = [
        "Port Sable", "Kestrel Bay", "Übersee", "Ålvik", "Brannoc", "Las Peñas", "Oldmarsh", "Čierna",
        "Villeneuve-sur-Aure",
        "Saint-Éloi", "Thornmouth", "Wieliszów", "Marrowfield", "Nordhavn", "São Tomé Road", "East Quarry",
    ]
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let offices = [
        "a spokeswoman for the council", "who leads the inquiry", "the opposition's budget speaker",
        "a member of the board",
        "the deputy mayor", "who chairs the committee", "a researcher at the coastal university",
        "the union's secretary",
        "a former minister", "who has represented the district since 2015",
    ]
    static let anonymous = [
        "a senior official", "two people who have read the report", "an engineer on the project", "a diplomat",
        "a person close to the talks", "officials", "a former manager", "residents",
    ]
    static let cues = ["said", "told reporters", "said in an interview", "told the committee", "wrote in a statement"]
    static let comparisons = [
        "twice as many as in {year}", "{percent} percent more than a year earlier", "the lowest number since {year}",
        "{percent} percent fewer than planned", "more than in any other district", "a record for {month}",
        "about as many as before the reform", "nearly three times the national average",
    ]
    static let tails = [
        "according to figures that were published in {month} {year}",
        "even though the contract had promised the opposite",
        "while spending on {work} fell by {percent} percent", "as the annual report for {year} shows",
        "which the ministry had called impossible in {month}", "and a further {count} are expected by {month}",
        "although the law of {year} had set a limit of {count}", "despite {money} in subsidies from the capital",
        "a rise that officials put down to {thing} in {place}", "before the rules were changed in {month} {year}",
    ]
    static let fillers = [
        "The council meets again in {month}.", "Calls to the office went unanswered on {weekday}.",
        "It was raining in {place} when the figures came out.", "Few in the room seemed surprised.",
        "The debate lasted until late in the evening.", "What happens next is anybody's guess.",
        "“We will see,” one of them said, and smiled.", "The next hearing has no date yet.",
        "Nobody would say who had asked for it.", "On the quay, people shrugged. 🚢",
        "The daily الميناء had printed the table first.", "In the corridor somebody quoted the old saying: סבלנות.",
    ]
    static let given = [
        "Mira", "Tomás", "Ifeoma", "Siobhán", "Arjun", "Leilani", "Mateusz", "Hạnh", "Yasmin", "Børge", "Anneli",
        "Kwame",
        "Zdeněk", "Giulia", "Ewa", "Idris", "Marta", "Jürgen", "Noor", "Ólafur", "Renée", "Samir", "Tove", "Uxue",
    ]
    static let family = [
        "Oduya", "Etxeberria", "Adeyemi", "Ní Fhloinn", "Venkataraman", "Kahananui", "Wieczorek", "Nguyễn", "El-Khatib",
        "Aasen", "Lehtinen", "Mensah", "Dvořák", "Bianchi", "Nowak", "Bâ", "Sørensen", "Müller-Krantz", "Haddad",
        "Jónsdóttir", "Lefèvre", "O'Hara", "Štefánik",
    ]
    static let organizations = [
        "the Coastal Institute", "the Harbour Pilots' Guild", "the Chamber of Trade", "the Tenants' League",
        "the National Statistics Office", "the Green Ports Alliance", "the Taxpayers' Forum", "the Nurses' Union",
    ]
    static let publishers = [
        "Thornmouth Gazette", "The Sable Courier", "Statistics Office", "Court of Auditors", "Coastal University Press",
        "Official Journal", "Le Quai", "Nordhavn Tidende", "Harbour Radio", "Kestrel Review", "Public Record Archive",
        "Der Hafenbote",
    ]
    static let hosts = [
        "gazette.thornmouth.example", "sable-courier.example", "stats.example", "auditors.example",
        "press.coastal-uni.example",
        "journal.gov.example", "lequai.example", "nordhavn-tidende.example", "harbourradio.example",
        "kestrelreview.example",
        "archive.records.example", "hafenbote.example",
    ]
}
