/// Words that spoil careless exports: quotes, separators, line breaks, and cells that a spreadsheet would run.
///
/// They come round on every desk, so that whatever is exported from one is tested by them.
struct VolumeCase {
    var statement: String?
    var claimant: String?
    var rationale: String?
    var publisher: String?
    var quote: String?

    /// Every so many claims.
    static let interval = 31

    /// The case of a claim, counted over the whole desk from 0; nil for nearly all.
    static func of(claim index: Int) -> VolumeCase? {
        index % interval == interval / 2 ? all[index / interval % all.count] : nil
    }

    static let all = [
        VolumeCase(
            statement: "=SUM(B2:B9) is the formula behind the 4.2 million that the office reported for its new flats"),
        VolumeCase(
            statement: "+4.7 percent is the growth that the annual report gives for the ferry crossings of last winter"),
        VolumeCase(
            statement: "-12.5 degrees in Ålvik was the lowest temperature that the weather service measured in the year"
        ),
        VolumeCase(
            statement: "@HarbourWatch posted the list of 48 empty dwellings two weeks before the council published it"),
        VolumeCase(
            statement: "\tThe second row of the table, \"total\", counts 1,204 late trains; the third, \"of those\", 96"
        ),
        VolumeCase(
            statement:
                "The notice read \"No entry, by order; see §4\", and 37 residents, among them two children, ignored it"),
        VolumeCase(
            claimant: "=cmd|' /C calc'!A0",
            rationale:
                """
                =HYPERLINK("https://example.org";"the register") was in the cell. The register itself, printed on paper, \
                has another number: it counts the licences, and not the boats, as the clerk explained to us by telephone.
                """
        ),
        VolumeCase(claimant: "Oduya, Mira \"Miri\"", publisher: "-Der Hafenbote, Beilage"),
        VolumeCase(
            rationale:
                """
                We compared three tables:

                - the ministry's, with 1,204 cases;\r
                - the court's, with "about 1,100";
                - our own count, 1,187.

                None of them gives the number that was claimed; the nearest is the ministry's, and it counts another year.
                """
        ),
        VolumeCase(
            publisher: "+Presse \"Le Quai\", supplément",
            quote: "@all: the figure in line 3,\nwhich was \"estimated\", is wrong;\tsee the annex."),
        VolumeCase(
            statement:
                """
                🚢🚢 The two ferries of the line الميناء carried 96,000 passengers, e\u{301}crit the captain’s log — \
                twice as many as planned
                """
        ),
        VolumeCase(
            quote: "<script>alert(\"quoted from the page's own source\")</script> & <b>more</b> | a table | cell |"),
    ]
}
