import Domain
import Foundation
import Postgres
import Testing

@testable import Web

/// Does the steps of a history on the server, each as one client's request, and tells what they came to in the model's
/// words.
struct ModelDriver {
    /// A change that was made, to be sent again.
    private struct Sent {
        let request: Request
        let key: String
        let status: Int
        let body: [UInt8]
        let told: String
    }

    let place: HistoryDesk
    /// Ids in the order of the model's.
    private(set) var claims: [String]
    private(set) var leases: [(id: String, token: String)] = []
    private(set) var reviews: [String] = []
    private(set) var requests: [String] = []
    private(set) var count = 0
    private var people: [String: HistoryDesk.Person]
    private var sent: [Sent] = []
    private let line: Line

    init(_ place: HistoryDesk) {
        self.place = place
        claims = place.claims
        people = place.people
        line = Line(port: place.server.port, patience: place.server.patience)
    }

    /// - Throws: only what is no answer to anybody: a broken test.
    mutating func perform(_ step: Step) async throws -> String {
        count += 1
        switch step {
        case .again(let change): return try await again(sent[change])
        case .reuse(let change): return try await reuse(sent[change])
        case .runOut(let lease):
            try await place.runOut([leases[lease].id])
            return "done"
        case .forget(let pair):
            try await place.forget(claims[pair.claim], try person(pair.member).id)
            return "done"
        default: return try await send(step)
        }
    }

    func person(_ name: String) throws -> HistoryDesk.Person { try #require(people[name]) }

    private mutating func send(_ step: Step) async throws -> String {
        let request = try request(for: step)
        let key = step.isChange ? Step.key(count) : nil
        let reply = try await send(request, key: key)
        guard (200..<300).contains(reply.status) else { return refusal(try reply.json) }
        let told = try await tell(step, try reply.json)
        if case .setRoles = step { try await place.endSight() }
        if let key {
            sent.append(Sent(request: request, key: key, status: reply.status, body: reply.body, told: told))
        }
        return told
    }

    private func send(_ request: Request, key: String?, padding: String = "") async throws -> Reply {
        try await line.send(
            request.method, request.path, secret: try person(request.member).secret, key: key,
            body: request.body.map { Array(($0.text() + padding).utf8) })
    }

    /// The same request again: the very answer of the first time, and nothing new.
    private func again(_ change: Sent) async throws -> String {
        let reply = try await send(change.request, key: change.key)
        guard (200..<300).contains(reply.status) else { return refusal(try reply.json) }
        return reply.status == change.status && reply.body == change.body
            ? change.told : "another answer: \(reply.text), before: \(String(decoding: change.body, as: UTF8.self))"
    }

    private func reuse(_ change: Sent) async throws -> String {
        let reply = try await send(change.request, key: change.key, padding: " ")
        return (200..<300).contains(reply.status) ? "carried out" : refusal(try reply.json)
    }

    private func refusal(_ problem: JSON) -> String {
        claims.indices.reduce(Step.refusal(problem)) { text, claim in
            text.replacing(claims[claim], with: DeskModel.id(of: claim).description)
        }
    }

    // MARK: - Answers

    /// What a step came to, in the model's words; notes the ids that later steps need.
    private mutating func tell(_ step: Step, _ answer: JSON) async throws -> String {
        switch step {
        case .take: return try took(answer)
        case .renew:
            #expect(try number(answer, "secondsLeft") > 890)
            return "done"
        case .save(_, _, let words, _):
            #expect(answer["rationale"]?.string == words)
            return "done"
        case .review(_, _, _, let words, _), .replace(_, _, _, let words):
            reviews.append(try text(answer, "id"))
            #expect(answer["rationale"]?.string == words)
            let told = "version \(try number(answer, "version")), \(try text(answer, "claimStatus"))"
            guard case .replace = step else { return told }
            return told + ", saw others \(answer["sawOthers"] == true)"
        case .withdraw: return try text(answer, "claimStatus")
        case .look:
            let reviewers = answer["reviews"]?.items.compactMap { $0["reviewer"]?["name"]?.string } ?? []
            return "\(try text(answer, "status")), reviews of \(reviewers.sorted())"
        case .triage, .merge, .edit: return try text(answer, "status")
        case .split(let claim, let editor, _):
            try await findParts(of: claim, for: editor)
            return try text(answer, "status")
        case .kill: return "\(try number(answer, "publishedClaims")) stay public"
        case .embargo: return answer["embargoUntil"] == .null ? "free" : "held back"
        case .decide, .rescale: return "version \(try number(answer, "version"))"
        case .publish: return "version \(try number(try #require(answer["verdict"]), "version"))"
        case .correct: return "version \(try number(answer, "verdictVersion"))"
        case .request: requests.append(try text(answer, "id"))
        case .activate(let name): try await giveKey(to: name)
        case .release, .skip, .sendBack, .enter, .setRoles, .deactivate: break
        case .runOut, .forget, .again, .reuse: Issue.record("no request: \(step)")
        }
        return "done"
    }

    private mutating func took(_ take: JSON) throws -> String {
        let taken = try (take["leases"]?.items ?? []).map { lease in
            leases.append((id: try text(lease, "id"), token: try text(lease, "token")))
            let claim = claims.firstIndex { .string($0) == lease["claim"]?["id"] } ?? -1
            return "\(claim) scale \(try number(try #require(lease["scale"]), "version")) "
                + "draft \(lease["draft"]?["rationale"]?.string ?? "none")"
        }
        let queue = try #require(take["queue"])
        let why = take["emptyBecause"] == .null ? nil : take["emptyBecause"]
        return Step.took(
            taken, open: try number(queue, "open"), leased: try number(queue, "leased"),
            empty: try why.map { why in
                try ["leasedByOthers", "notForYou", "filteredOut"].map { try number(why, $0) }
            })
    }

    /// The parts of a claim that was split get their numbers, and priorities of their own.
    private mutating func findParts(of claim: Int, for editor: String) async throws {
        let article = try await article(of: claim, for: editor)
        let listed = try await send(
            Request(editor, "GET", "/v1/articles/\(article)/claims?limit=200", nil), key: nil
        ).json
        let parts = try (listed["items"]?.items ?? []).filter { $0["splitFrom"] == .string(claims[claim]) }
            .map { (id: try text($0, "id"), start: try number(try #require($0["anchor"]), "start")) }
            .sorted { $0.start < $1.start }
        for part in parts {
            let priority = DeskModel.priority(ofPart: claims.count)
            claims.append(part.id)
            let edited = try await send(
                Request(editor, "PATCH", "/v1/claims/\(part.id)", ["priority": .int(priority)]),
                key: "part-\(claims.count)")
            #expect(edited.status == 200, "\(edited.text)")
        }
    }

    private func article(of claim: Int, for name: String) async throws -> String {
        try text(try await send(Request(name, "GET", "/v1/claims/\(claims[claim])", nil), key: nil).json, "articleId")
    }

    /// A member who comes back has no key that works.
    private mutating func giveKey(to name: String) async throws {
        let id = try person(name).id
        let made = try await send(
            Request("adm", "POST", "/v1/keys", ["memberId": .string(id), "name": "new"]), key: nil)
        people[name] = HistoryDesk.Person(id: id, secret: try text(try made.json, "secret"))
    }

    private func text(_ json: JSON, _ name: String) throws -> String { try #require(json[name]?.string, "\(name)") }

    private func number(_ json: JSON, _ name: String) throws -> Int {
        guard case .int(let value) = json[name] else { throw NoNumber(name: name, of: json.text()) }
        return value
    }

    struct NoNumber: Error {
        let name: String
        let of: String
    }
}
