import Domain
import Testing

@testable import Web

// Reviewers and editors.
extension CrowdedHistory {
    private struct Held {
        let id: String
        let token: String
        let claim: String
    }

    /// A reviewer with two windows. Afterwards the drafts hold the last words that were refused or saved, word for word.
    func review(_ client: CrowdClient) async throws {
        var held: [Held] = []
        var given: [String] = []
        var words: [String: String] = [:]
        for turn in 0..<Self.turns {
            let text = "„\(client.name)“ \(seed) \(turn) 🧂\n\nדברים"
            guard !held.isEmpty, turn % 3 != 0 else {
                held += try await take(client)
                continue
            }
            let lease = client.pick(held)
            let path = "/v1/leases/\(lease.id)"
            var body: JSON = ["token": .string(lease.token)]
            let opinion = ModelDriver.opinion(client.roll(3) == 0 ? "accurate" : "false", text, client.name)
            switch client.roll(14) {
            case 0: try await client.post("\(path)/renew", body)
            case 1: try await client.post("\(path)/release", body)
            case 2: try await client.post("\(path)/skip", body)
            case 3:
                let reply = try await client.answer("PUT", "\(path)/draft", body.adding(["rationale": .string(text)]))
                if reply.status == 200 || reply.isDraftKept { words[lease.claim] = text }
            case 4: try await look(at: lease.claim, client)
            case 5 where !given.isEmpty:
                try await client.post("/v1/reviews/\(client.pick(given))/withdrawal", ["reason": "Not sure."])
            case 6 where !given.isEmpty:
                let new = try await client.change(
                    "PUT", "/v1/reviews/\(client.pick(given))", opinion.adding(["reason": "Read again."]))
                if let id = new?["id"]?.string { given.append(id) }
            case let action:
                // A token that is not its own, now and then.
                if action == 7 { body = ["token": .string(lease.token + "000000")] }
                let reply = try await client.answer(
                    "POST", "\(path)/review", opinion.adding(["token": body["token"] ?? .null]))
                if reply.status == 201 {
                    given.append(try #require(try reply.json["id"]?.string))
                    words[lease.claim] = nil
                } else if reply.isDraftKept {
                    words[lease.claim] = text
                }
                // Some leases are used again, as by a window left open.
                if turn % 4 != 0 { held.removeAll { $0.id == lease.id } }
            }
        }
        let kept = try await client.desk.drafts(of: client.name)
        #expect(kept == words, "seed \(seed), \(client.name)")
    }

    private func take(_ client: CrowdClient) async throws -> [Held] {
        let take = try await client.post("/v1/queue/take", ["limit": .int(1 + client.roll(2))])
        return try (take?["leases"]?.items ?? []).map { lease in
            Held(
                id: try #require(lease["id"]?.string), token: try #require(lease["token"]?.string),
                claim: try #require(lease["claim"]?["id"]?.string))
        }
    }

    /// Who may still be asked about a claim sees nobody's review of it. Editors among the reviewers may lose that role at
    /// any moment, and then see more.
    private func look(at claim: String, _ client: CrowdClient) async throws {
        guard client.name != "eva", let detail = try await client.get("/v1/claims/\(claim)") else { return }
        let status = try #require(detail["status"]?.string.flatMap(Claim.Status.init), "\(detail.text())")
        let authors = (detail["reviews"]?.items ?? []).compactMap { $0["reviewer"]?["name"]?.string }
        if status.isOpen, !authors.contains(client.name) {
            #expect(authors.isEmpty && detail["verdict"] == .null, "seed \(seed), \(client.name)")
        }
    }

    func edit(_ client: CrowdClient) async throws {
        var claims = client.desk.claims
        for turn in 0..<Self.turns {
            if turn % 5 == 4 {
                // What the newsroom's articles have brought since.
                let listed = try await client.get("/v1/claims?limit=200")
                claims = listed?["items"]?.items.compactMap { $0["id"]?.string } ?? claims
            }
            try await edit(client.pick(claims), client, claims)
        }
    }

    private func edit(_ id: String, _ client: CrowdClient, _ claims: [String]) async throws {
        let claim = "/v1/claims/\(id)"
        let number = 1 + client.roll(3)
        let override: JSON = client.roll(2) == 0 ? "Nobody else is there." : nil
        let verdict: JSON = [
            "rating": "false", "rationale": .string("So it is (\(number))."), "overrideReason": override,
        ]
        func triage(_ decision: JSON, _ more: KeyValuePairs<String, JSON> = [:]) async throws {
            let body: JSON = ["decision": decision, "reason": "So."]
            try await client.post("\(claim)/triage", body.adding(more))
        }
        switch client.roll(20) {
        case 0, 1, 2:
            try await client.change("PATCH", claim, ["priority": .int(number), "requiredReviews": .int(number)])
        case 3: try await triage("dismiss")
        case 4, 5: try await triage("queue")
        case 6, 7: try await client.post("\(claim)/verdict", verdict)
        case 8, 9: try await client.post("\(claim)/publication", ["overrideReason": override])
        case 10:
            try await client.post(
                "\(claim)/corrections", verdict.adding(["decision": "correction", "publicText": "It was wrong."]))
        case 11:
            let detail = try await client.get(claim)
            guard let review = detail?["reviews"]?.items.first?["id"]?.string else { return }
            try await client.post("/v1/reviews/\(review)/return", ["comment": "Which year?"])
        case 12: try await client.post("\(claim)/pause", ["publicText": "We look at it again."])
        case 13: try await client.post("\(claim)/resumption", ["publicText": "It stands."])
        case 14 where number == 1: try await client.post("\(claim)/retraction", ["publicText": "It was wrong."])
        case 15, 16: try await triage("merge", ["into": .string(client.pick(claims))])
        case 17, 18:
            guard let anchor = try await client.get(claim)?["anchor"], case .int(let start)? = anchor["start"],
                case .int(let end)? = anchor["end"], end - start > 2
            else { return }
            let middle = (start + end) / 2
            let halves = [(start, middle), (middle, end)].map { ["start": .int($0.0), "end": .int($0.1)] as JSON }
            try await triage("split", ["parts": JSON(halves)])
        default:
            let request = try await client.post("\(claim)/correction-requests", ["text": "It is wrong."])
            guard let asked = request?["id"] else { return }
            try await client.post("\(claim)/corrections", ["decision": "no_change", "requestId": asked])
        }
    }
}

extension Reply {
    /// A lease that is not live any more, and what was written kept.
    var isDraftKept: Bool {
        ["lease-lost", "already-submitted"].contains(problem) && (try? json["draftKept"]) == true
    }
}
