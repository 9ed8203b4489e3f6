import Domain

@testable import Web
@testable import Workflow

/// One thing that somebody does in a history, with everything that is needed to do it again.
enum Step: Sendable {
    enum Token: Sendable { case right, wrong }

    /// The wishes of a take.
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
    case merge(Int, into: Int, String)
    case split(Int, String, [Range<Int>])
    case kill(Int, String)
    case embargo(Int, String, Bool)
    case edit(Int, String, priority: Int?, required: Int?)
    case decide(Int, String, override: Bool)
    case publish(Int, String, override: Bool)
    case request(Int, String)
    case correct(Int, String, LedgerEntry.Kind, request: Int?, override: Bool)
    case enter(Int, String, LedgerEntry.Kind)
    case setRoles(String, Set<Role>)
    case deactivate(String)
    case activate(String)
    /// A new version of the scale.
    case rescale(Int)
    case look(Int, String)
    /// A change sent once more, under the same idempotency key.
    case again(Int)
    /// Another request under a change's idempotency key.
    case reuse(Int)

    static func took(_ leases: [String], open: Int, leased: Int, empty: [Int]?) -> String {
        "took \(leases), open \(open), leased \(leased), because \(empty.map { "\($0)" } ?? "-")"
    }
}

extension DeskModel {
    /// Does a step and tells what it comes to.
    mutating func perform(_ step: Step) -> String {
        clock += 1
        do {
            switch step {
            case .again(let change):
                try admit(kept[change].step)
                return kept[change].answer
            case .reuse(let change):
                try admit(kept[change].step)
                throw IdempotencyKeyReused(key: Step.key(kept[change].number))
            default:
                try admit(step)
                let answer = try answer(to: step)
                if step.isChange { kept.append(Kept(step: step, number: clock, answer: answer)) }
                return answer
            }
        } catch {
            return Step.refusal(Problem(error).json(publicURL: "", requestID: ""))
        }
    }

    /// - Throws: what the door says to whom it does not let in.
    private func admit(_ step: Step) throws {
        guard let (name, roles) = step.door, let person = people[name] else { return }
        if !person.isActive { throw AccessError.unknown }
        if let roles, person.roles.isDisjoint(with: roles) { throw AccessError.forbidden(needs: roles) }
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
        case .sendBack(let review, let editor): try sendBack(review, by: editor)
        case .runOut(let lease): leases[lease].hasRunOut = true
        case .forget(let pair): skips[pair]?.isOver = true
        case .triage(let claim, _, let decision): return try triage(claim, decision)
        case .merge(let claim, let target, _): return try merge(claim, into: target)
        case .split(let claim, _, let places): return try split(claim, into: places)
        case .kill(let article, let member): return try kill(article, member)
        case .embargo(let article, let member, let isOn): return try embargo(article, member, isOn)
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
        case .rescale: return rescale()
        case .look(let claim, let member): return look(claim, member)
        case .again, .reuse: preconditionFailure("nothing new is done")
        }
        return "done"
    }
}

extension Step {
    /// Who knocks, and which roles the table of access lets in; nil roles let in everybody, nil is nobody's step.
    var door: (name: String, roles: [Role]?)? {
        switch self {
        case .take(let name, _, _), .renew(_, let name, _), .release(_, let name, _), .skip(_, let name, _),
            .save(_, let name, _, _), .review(_, let name, _, _, _), .replace(_, let name, _, _),
            .withdraw(_, let name):
            (name, [.reviewer])
        case .sendBack(_, let name), .triage(_, let name, _), .merge(_, _, let name), .split(_, let name, _),
            .edit(_, let name, _, _), .decide(_, let name, _), .publish(_, let name, _),
            .correct(_, let name, _, _, _), .enter(_, let name, _):
            (name, [.editor])
        case .kill(_, let name), .embargo(_, let name, _): (name, [.submitter, .editor])
        case .request(_, let name): (name, [.submitter, .reviewer, .editor, .admin])
        case .look(_, let name): (name, nil)
        case .setRoles, .deactivate, .activate, .rescale: ("adm", [.admin])
        case .runOut, .forget, .again, .reuse: nil
        }
    }

    /// Whether it is sent with an idempotency key.
    var isChange: Bool {
        switch self {
        case .runOut, .forget, .look, .again, .reuse: false
        default: true
        }
    }

    /// The idempotency key of a history's so many-eth step.
    static func key(_ number: Int) -> String { "step-\(number)" }

    /// A problem document as it stands on the wire, without the request's id; of a field that is refused without the
    /// words for people, of a token without its lease's end, of a review that is in without the review.
    static func refusal(_ problem: JSON) -> String {
        let isPlain = problem["status"] != 422 && problem["type"] != "/problems/wrong-token"
        let hidden: Set = isPlain ? ["instance", "review"] : ["instance", "review", "detail"]
        return "refused: " + problem.leavingOut(hidden).text()
    }
}
