/// The rules that a desk sets for itself.
///
/// One more rule is a property here, a line in `settings`, and a column of the same name (`queue_score` for `queueScore`)
/// in a migration: the API's body and answer, the audit trail and the SQL read `settings`.
package struct DeskPolicy: Sendable, Hashable {
    /// Independent reviews that a claim needs, 1–20, where neither article nor claim says otherwise.
    package var requiredReviews: Int
    /// How long a lease lives without renewal, seconds.
    package var leaseSeconds: Int
    /// How many live leases one reviewer may hold.
    package var liveLeases: Int
    package var agreement: AgreementRule
    /// Detected claims with at least this score (0–1) go to the queue by themselves; the others wait for triage.
    package var queueScore: Double
    /// How many claims of an article the queue score lets into the queue, the best first; 0 is no limit.
    package var queueLimit: Int
    /// Items of evidence without which a verdict is not published.
    package var minimumEvidence: Int
    /// The other gates before publication, see `PublicationGates`.
    package var independentSources: Int
    package var primarySource: Bool
    package var consideredAgainst: Bool
    package var rightOfReply: Bool
    /// What becomes of a claim that a reviewer skips.
    package var skipPolicy: SkipPolicy
    /// With the skip policy `triage`: after how many skips a claim goes back there.
    package var skipLimit: Int
    /// Published verdicts have pages and feeds that everybody may read.
    package var publicPages: Bool
    /// The page of a verdict names who decided it. Reviewers are named nowhere.
    package var publicNames: Bool
    /// How much of a checked article's own text goes out with its verdicts.
    package var articleText: ShownText
    /// What the desk tells its readers of itself (CommonMark); empty where it says nothing.
    package var method: String
    package var correctionsPolicy: String
    package var contact: String
    /// Whose days the desk says; of the IANA database.
    package var timeZone: String
    /// The language in which it says them; BCP 47.
    package var dateLanguage: String

    package var calendar: DeskCalendar { DeskCalendar(timeZone: timeZone, language: dateLanguage) }
    /// Where reviews agree and nobody has written a text for readers, what the reviewers wrote is published. Otherwise an
    /// editor writes it.
    package var publicNotes: Bool
    /// Besides editors, reviewers and submitters (of what they sent) may add claims; an editor queues them.
    package var reviewersAddClaims: Bool
    package var submittersAddClaims: Bool

    package var gates: PublicationGates {
        PublicationGates(
            minimumEvidence: minimumEvidence, independentSources: independentSources, primarySource: primarySource,
            consideredAgainst: consideredAgainst, rightOfReply: rightOfReply)
    }

    package init(
        requiredReviews: Int = 2, leaseSeconds: Int = 900, liveLeases: Int = 20, agreement: AgreementRule = .same,
        queueScore: Double = 0.2, queueLimit: Int = 0, minimumEvidence: Int = 1, independentSources: Int = 0,
        primarySource: Bool = false,
        consideredAgainst: Bool = false, rightOfReply: Bool = false, skipPolicy: SkipPolicy = .others,
        skipLimit: Int = 3, publicPages: Bool = true, publicNames: Bool = false,
        articleText: ShownText = .passages, method: String = "", correctionsPolicy: String = "", contact: String = "",
        timeZone: String = "UTC", dateLanguage: String = "en",
        publicNotes: Bool = false,
        reviewersAddClaims: Bool = false, submittersAddClaims: Bool = false
    ) {
        self.requiredReviews = requiredReviews
        self.leaseSeconds = leaseSeconds
        self.liveLeases = liveLeases
        self.agreement = agreement
        self.queueScore = queueScore
        self.queueLimit = queueLimit
        self.minimumEvidence = minimumEvidence
        self.independentSources = independentSources
        self.primarySource = primarySource
        self.consideredAgainst = consideredAgainst
        self.rightOfReply = rightOfReply
        self.skipPolicy = skipPolicy
        self.skipLimit = skipLimit
        self.publicPages = publicPages
        self.publicNames = publicNames
        self.articleText = articleText
        self.method = method
        self.correctionsPolicy = correctionsPolicy
        self.contact = contact
        self.timeZone = timeZone
        self.dateLanguage = dateLanguage
        self.publicNotes = publicNotes
        self.reviewersAddClaims = reviewersAddClaims
        self.submittersAddClaims = submittersAddClaims
    }

    /// Every rule with what it may be, in the order of the API.
    package static let settings: [PolicySetting] = [
        .integer("requiredReviews", \.requiredReviews, 1...20),
        .integer("leaseSeconds", \.leaseSeconds, 10...86_400),
        .integer("liveLeases", \.liveLeases, 1...1000),
        .word("agreement", \.agreement),
        .number("queueScore", \.queueScore, 0...1),
        .integer("queueLimit", \.queueLimit, 0...10_000),
        .integer("minimumEvidence", \.minimumEvidence, PublicationGates.evidenceRange),
        .integer("independentSources", \.independentSources, PublicationGates.sourcesRange),
        .flag("primarySource", \.primarySource),
        .flag("consideredAgainst", \.consideredAgainst),
        .flag("rightOfReply", \.rightOfReply),
        .word("skipPolicy", \.skipPolicy),
        .integer("skipLimit", \.skipLimit, 1...100),
        .flag("publicPages", \.publicPages),
        .flag("publicNames", \.publicNames),
        .word("articleText", \.articleText),
        .text("method", \.method, limit: 20_000),
        .text("correctionsPolicy", \.correctionsPolicy, limit: 20_000),
        .text("contact", \.contact, limit: 5000),
        .text("timeZone", \.timeZone, limit: 50, DeskCalendar.validate(timeZone:_:)),
        .text("dateLanguage", \.dateLanguage, limit: 35, DeskCalendar.validate(language:_:)),
        .flag("publicNotes", \.publicNotes),
        .flag("reviewersAddClaims", \.reviewersAddClaims),
        .flag("submittersAddClaims", \.submittersAddClaims),
    ]
}
