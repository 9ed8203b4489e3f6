/// The team that owns a queue, a rating scale and a policy: the tenant.
package struct DeskProfile: Sendable, Codable, Hashable {
    package typealias ID = Identifier<DeskProfile>

    package let id: ID
    /// Lower-case letters, digits and hyphens; names the desk in URLs and on the command line.
    package let slug: String
    package let name: String
    package let policy: DeskPolicy

    package init(id: ID, slug: String, name: String, policy: DeskPolicy) {
        self.id = id
        self.slug = slug
        self.name = name
        self.policy = policy
    }
}

/// The rules that a desk sets for itself.
package struct DeskPolicy: Sendable, Codable, Hashable {
    /// Independent reviews that a claim needs, 1–20, where neither article nor claim says otherwise.
    package var requiredReviews: Int
    /// How long a lease lives without renewal, seconds.
    package var leaseSeconds: Int
    /// How many live leases one reviewer may hold.
    package var liveLeases: Int
    package var agreement: AgreementRule
    /// Detected claims with at least this score (0–1) go to the queue by themselves; the others wait for triage.
    package var queueScore: Double
    /// Items of evidence without which a verdict is not published.
    package var minimumEvidence: Int
    /// The other gates before publication, see `PublicationGates`.
    package var independentSources = 0
    package var primarySource = false
    package var consideredAgainst = false
    package var rightOfReply = false
    package var skipPolicy = SkipPolicy.others
    /// With the skip policy `triage`: after how many skips a claim goes back there.
    package var skipLimit = 3

    package var gates: PublicationGates {
        PublicationGates(
            minimumEvidence: minimumEvidence, independentSources: independentSources, primarySource: primarySource,
            consideredAgainst: consideredAgainst, rightOfReply: rightOfReply)
    }

    package init(
        requiredReviews: Int = 2, leaseSeconds: Int = 900, liveLeases: Int = 20, agreement: AgreementRule = .same,
        queueScore: Double = 0.2, minimumEvidence: Int = 1
    ) {
        self.requiredReviews = requiredReviews
        self.leaseSeconds = leaseSeconds
        self.liveLeases = liveLeases
        self.agreement = agreement
        self.queueScore = queueScore
        self.minimumEvidence = minimumEvidence
    }
}
