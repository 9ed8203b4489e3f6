import Domain
import Foundation

/// A desk as it should be: what each verb answers and what it leaves behind, in plain values. Written from the rules in
/// words, not from the code: it shares names and errors with it, and no decision.
///
/// Claims, leases, reviews, correction requests and changes are numbered in the order in which they came, from 0.
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
        /// The step with which they ceased to read others' reviews as one who oversees.
        var sightEnded: Int?
    }

    enum Slot: Sendable, Equatable {
        case open
        case leased(Int)
        case done(Int)
    }

    struct Story: Sendable {
        let submitter: String
        var isEmbargoed = false
        var isKilled = false
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
        var isSplit = false
        var mergedInto: Int?
        /// The version of the scale that its first review was given on.
        var scale: Int?
        var isPaused = false
        var slots: [Slot] = []
        /// The step that put it into the queue last.
        var queuedAt = 0
        /// Who made each version of the verdict.
        var verdicts: [String] = []
        var ledger: [LedgerEntry.Kind] = []

        var rank: Double { Double(priority) * 10 + seed.score }
        var isUnderReview: Bool { status == .queued || status == .inReview }
        var isPublic: Bool { status == .published || status == .corrected }
        var isUndecided: Bool { isUnderReview || [.detected, .dismissed, .agreed, .disputed].contains(status) }
    }

    struct Hold: Sendable {
        let claim: Int
        let member: String
        /// The version of the scale that was shown with it.
        let scale: Int
        var ending: Lease.Ending?
        /// Why it ended, where that is told.
        var why: String?
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
        /// The step with which it came in.
        let at: Int
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
        /// Whether the skip lasts; false: the claim comes back after a while.
        let forEver: Bool
        /// A review taken back keeps its author away as a skip does, and is none.
        let isSkip: Bool
        var isOver = false
    }

    struct Request: Sendable {
        let claim: Int
        var answer: LedgerEntry.Kind?
    }

    /// A change that was made under an idempotency key, and what it was answered.
    struct Kept: Sendable {
        let step: Step
        let number: Int
        let answer: String
    }

    /// The ratings of a scale version that lie on it, truest first: every second version has one more.
    static func ratings(_ version: Int) -> [String] {
        ["accurate", "mostly"] + (version % 2 == 0 ? ["half"] : []) + ["misleading", "false"]
    }

    /// Who reads the reviews of others without having reviewed.
    static let overseers: Set<Role> = [.editor, .auditor, .admin]

    /// When an embargo ends: not in a test's time.
    static let embargoEnd = Date(timeIntervalSince1970: 32_472_144_000)

    var policy: Policy
    var people: [String: Person]
    var articles: [Story]
    var claims: [Item]
    /// The newest version of the scale.
    var scale = 1
    var kept: [Kept] = []
    var leases: [Hold] = []
    /// Reviews that their reviewers were asked to look at again.
    var returned: Set<Int> = []
    var reviews: [Opinion] = []
    var requests: [Request] = []
    var drafts: [Pair: Note] = [:]
    var skips: [Pair: Skipped] = [:]
    var clock = 0

    init(policy: Policy, people: [String: Set<Role>], submitters: [String], claims: [ClaimSeed]) {
        self.policy = policy
        self.people = people.mapValues { Person(roles: $0) }
        articles = submitters.map { Story(submitter: $0) }
        self.claims = claims.map { seed in
            var item = Item(seed: seed, required: seed.required, status: seed.isQueued ? .queued : .detected)
            if seed.isQueued { item.slots = Array(repeating: .open, count: seed.required) }
            return item
        }
    }

    /// What stands for a claim's id in answers.
    static func id(of claim: Int) -> Claim.ID {
        Claim.ID(rawValue: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(claim))))
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
        return agree(ratings, on: Self.ratings(claims[claim].scale ?? scale)) ? .agreed : .disputed
    }

    private func agree(_ ratings: [String], on scale: [String]) -> Bool {
        if Set(ratings).count == 1 { return true }
        if policy.agreement == .same || ratings.contains("unverifiable") { return false }
        let places = ratings.compactMap(scale.firstIndex)
        if policy.agreement == .adjacent { return (places.max() ?? 0) - (places.min() ?? 0) <= 1 }
        // The truer half, the falser half, or the middle of an odd number.
        return Set(places.map { (2 * $0 - (scale.count - 1)).signum() }).count == 1
    }

    /// Ends the leases that have run out: of one claim, or all.
    mutating func notice(of claim: Int? = nil) {
        for index in leases.indices where leases[index].hasRunOut && leases[index].ending == nil {
            if let claim, leases[index].claim != claim { continue }
            end(index, .expired)
        }
    }

    /// Takes a claim out of the desk's work: what is done stays, who holds it loses the lease.
    mutating func leave(_ claim: Int, _ status: Claim.Status, why: String) {
        claims[claim].status = status
        for case .leased(let lease) in claims[claim].slots {
            leases[lease].why = why
            end(lease, .withdrawn)
        }
        claims[claim].slots.removeAll { $0 == .open }
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
    /// Where its words stand.
    let place: Range<Int>

    static let width = 16
    /// Of the articles.
    static let languages = ["en", "de"]

    /// Of a history's claims, one after the other.
    static func place(_ index: Int) -> Range<Int> { index * width..<(index + 1) * width }

    /// The halves that it is split into.
    var halves: [Range<Int>] {
        let middle = (place.lowerBound + place.upperBound) / 2
        return [place.lowerBound..<middle, middle..<place.upperBound]
    }

    /// A part of the claim, which is in the queue.
    func part(_ place: Range<Int>, required: Int) -> ClaimSeed {
        ClaimSeed(
            article: article, kind: kind, claimant: claimant, score: score, required: required, isQueued: true,
            place: place)
    }
}
