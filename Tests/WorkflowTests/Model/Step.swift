import Domain

/// One thing that somebody does in a history, with everything that is needed to do it again.
enum Step: Sendable {
    enum Token: Sendable { case right, wrong }

    /// What a take asks for.
    struct Wish: Sendable {
        var article: Int?
        var kind: Claim.Kind?
        var language: String?
        var claimant: String?

        func fits(_ claim: ClaimSeed) -> Bool {
            (article == nil || article == claim.article) && (kind == nil || kind == claim.kind)
                && (language == nil || language == ClaimSeed.languages[claim.article])
                && (claimant == nil || claim.claimant.lowercased().contains(claimant?.lowercased() ?? ""))
        }
    }

    case take(String, limit: Int, Wish)
    case renew(Int, String, Token)
    case release(Int, String, Token)
    case skip(Int, String, Token)
    case save(Int, String, words: String, Token)
    case review(Int, String, rating: String, words: String, Token)
    case replace(Int, String, rating: String, words: String)
    case withdraw(Int, String)
    case sendBack(Int, String)
    /// The time of a lease passes.
    case runOut(Int)
    /// The time passes after which a skipped claim may come back.
    case forget(DeskModel.Pair)
    case triage(Int, String, TriageDecision)
    case edit(Int, String, priority: Int?, required: Int?)
    case decide(Int, String, override: Bool)
    case publish(Int, String, override: Bool)
    case request(Int, String)
    case correct(Int, String, LedgerEntry.Kind, request: Int?, override: Bool)
    case enter(Int, String, LedgerEntry.Kind)
    case setRoles(String, Set<Role>)
    case deactivate(String)
    case activate(String)
    case look(Int, String)

    static func took(_ leases: [String], open: Int, leased: Int, empty: [Int]?) -> String {
        "took \(leases), open \(open), leased \(leased), because \(empty.map { "\($0)" } ?? "-")"
    }
}

extension ClaimSeed {
    /// Of the articles.
    static let languages = ["en", "de"]
}

extension DeskModel {
    /// Does a step and tells what it comes to.
    mutating func perform(_ step: Step) -> String {
        clock += 1
        do {
            return try answer(to: step)
        } catch {
            return Step.refusal(error)
        }
    }

    private mutating func answer(to step: Step) throws -> String {
        switch step {
        case .take(let member, let limit, let wish): return try take(member, limit: limit, wish)
        case .renew(let lease, let member, let token): try requireLive(lease, member, token: token)
        case .release(let lease, let member, let token): try release(lease, member, token: token)
        case .skip(let lease, let member, let token): try skip(lease, member, token: token)
        case .save(let lease, let member, let words, let token): try save(words, lease, member, token: token)
        case .review(let lease, let member, let rating, let words, let token):
            return try review(lease, member, rating: rating, words: words, token: token)
        case .replace(let review, let member, let rating, let words):
            return try replace(review, member, rating: rating, words: words)
        case .withdraw(let review, let member): return try withdraw(review, member)
        case .sendBack(let review, let editor): try returned(review, by: editor)
        case .runOut(let lease): leases[lease].hasRunOut = true
        case .forget(let pair): skips[pair]?.isOver = true
        case .triage(let claim, _, let decision): return try triage(claim, decision)
        case .edit(let claim, _, let priority, let required):
            return try edit(claim, priority: priority, required: required)
        case .decide(let claim, let editor, let override): return try decide(claim, editor, override: override)
        case .publish(let claim, let editor, let override): return try publish(claim, editor, override: override)
        case .request(let claim, _): try request(claim)
        case .correct(let claim, let editor, let kind, let request, let override):
            return try correct(claim, editor, kind, request: request, override: override)
        case .enter(let claim, _, let kind): try enter(claim, kind)
        case .setRoles(let member, let roles): setRoles(member, roles)
        case .deactivate(let member): deactivate(member)
        case .activate(let member): people[member]?.isActive = true
        case .look(let claim, let member): return look(claim, member)
        }
        return "done"
    }
}

extension Step {
    /// A refusal in words; of an input error the field alone, its message is for people.
    static func refusal(_ error: any Error) -> String {
        if let error = error as? InputError { return "refused: \(error.field)" }
        return "refused: \(String(reflecting: error))"
    }
}
