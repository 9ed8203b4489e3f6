import Domain

/// A desk as it should be: what each verb answers and what it leaves behind, in plain values. Written from the rules in
/// words, not from the code: it shares names and errors with it, and no decision.
///
/// Claims, leases, reviews and correction requests are numbered in the order in which they came, from 0.
struct DeskModel: Sendable {
    struct Policy: Sendable {
        var liveLeases = 20
        var skip = SkipPolicy.others
        var skipLimit = 2
        var agreement = AgreementRule.same
    }

    struct Person: Sendable {
        var roles: Set<Role>
        var isActive = true
    }

    enum Slot: Sendable, Equatable {
        case open
        case leased(Int)
        case done(Int)
    }

    struct Item: Sendable {
        let seed: ClaimSeed
        var priority = 0
        var required: Int
        var status: Claim.Status {
            didSet { if status == .agreed || status == .disputed { isDisclosed = true } }
        }
        /// Its reviews were in once, and those who oversee could read them.
        var isDisclosed = false
        var isPaused = false
        var slots: [Slot] = []
        /// The step that put it into the queue last.
        var queuedAt = 0
        /// Who made each version of the verdict.
        var verdicts: [String] = []
        var ledger: [LedgerEntry.Kind] = []

        var rank: Double { Double(priority) * 10 + seed.score }
        var isUnderReview: Bool { status == .queued || status == .inReview }
        var isUndecided: Bool { isUnderReview || [.detected, .dismissed, .agreed, .disputed].contains(status) }
    }

    struct Hold: Sendable {
        let claim: Int
        let member: String
        var ending: Lease.Ending?
        /// Its time has passed, and nobody has looked since.
        var hasRunOut = false

        var isLive: Bool { ending == nil && !hasRunOut }
    }

    struct Opinion: Sendable {
        let claim: Int
        let member: String
        let rating: String
        let words: String
        let version: Int
    }

    struct Note: Sendable {
        let words: String
        let origin: Draft.Origin
    }

    /// A member and a claim.
    struct Pair: Hashable, Sendable {
        let claim: Int
        let member: String
    }

    struct Skipped: Sendable {
        let at: Int
        /// False: comes back after a while.
        let forEver: Bool
        /// A review taken back keeps its author away as a skip does, and is none.
        let isSkip: Bool
        var isOver = false
    }

    struct Request: Sendable {
        let claim: Int
        var answer: LedgerEntry.Kind?
    }

    static let scale = ["accurate", "mostly", "misleading", "false", "unverifiable"]

    var policy: Policy
    var people: [String: Person]
    /// Who submitted each article.
    let submitters: [String]
    var claims: [Item]
    var leases: [Hold] = []
    var reviews: [Opinion] = []
    var requests: [Request] = []
    var drafts: [Pair: Note] = [:]
    var skips: [Pair: Skipped] = [:]
    var clock = 0

    init(policy: Policy, people: [String: Set<Role>], submitters: [String], claims: [ClaimSeed]) {
        self.policy = policy
        self.people = people.mapValues { Person(roles: $0) }
        self.submitters = submitters
        self.claims = claims.map { seed in
            var item = Item(seed: seed, required: seed.required, status: seed.isQueued ? .queued : .detected)
            if seed.isQueued { item.slots = Array(repeating: .open, count: seed.required) }
            return item
        }
    }

    /// The reviews of a claim that count.
    func counting(_ claim: Int) -> [Int] {
        claims[claim].slots.compactMap { if case .done(let review) = $0 { review } else { nil } }
    }

    func authors(of claim: Int) -> [String] { counting(claim).map { reviews[$0].member } }

    /// How many slots are held or filled, a lease that has run out holding nothing.
    func taken(_ claim: Int) -> Int {
        claims[claim].slots.count { slot in
            switch slot {
            case .open: false
            case .leased(let lease): leases[lease].isLive
            case .done: true
            }
        }
    }

    /// Where its reviews bring a claim.
    func settled(_ claim: Int) -> Claim.Status {
        let ratings = counting(claim).map { reviews[$0].rating }
        if ratings.isEmpty { return .queued }
        if ratings.count < claims[claim].required { return .inReview }
        return agree(ratings) ? .agreed : .disputed
    }

    private func agree(_ ratings: [String]) -> Bool {
        if Set(ratings).count == 1 { return true }
        if policy.agreement == .same || ratings.contains("unverifiable") { return false }
        let places = ratings.compactMap(Self.scale.firstIndex)
        return (places.max() ?? 0) - (places.min() ?? 0) <= 1
    }

    /// Ends the leases that have run out: of one claim, or all.
    mutating func notice(of claim: Int? = nil) {
        for index in leases.indices where leases[index].hasRunOut && leases[index].ending == nil {
            if let claim, leases[index].claim != claim { continue }
            end(index, .expired)
        }
    }

    mutating func end(_ lease: Int, _ ending: Lease.Ending) {
        leases[lease].ending = ending
        let claim = leases[lease].claim
        if let slot = claims[claim].slots.firstIndex(of: .leased(lease)) { claims[claim].slots[slot] = .open }
    }
}

/// A claim as a history begins with it.
struct ClaimSeed: Sendable {
    let article: Int
    let kind: Claim.Kind
    let claimant: String
    let score: Double
    let required: Int
    let isQueued: Bool
}
