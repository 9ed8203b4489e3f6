import Domain
import Foundation
import Postgres
import Store
import Testing

@testable import Workflow

/// A short history of many clients at once, on a desk of its own. A seed repeats what the clients want; what comes of it
/// is up to the machine.
struct CrowdedHistory: Sendable {
    let seed: UInt64
    private static let turns = 14

    /// - Returns: how many requests there were.
    func run() async throws -> Int {
        var random = SplitMix(state: seed)
        let policy = DeskModel.Policy(
            liveLeases: Int.random(in: 2...6, using: &random),
            skip: SkipPolicy.allCases.randomElement(using: &random) ?? .others, skipLimit: 2)
        let desk = try await HistoryDesk.make(
            slug: "crowd-\(seed)", policy: policy, claims: HistoryDesk.claims(6, using: &random))
        let names = ["ana", "ben", "chi", "sam", "eva"]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, name) in names.enumerated() {
                let own = SplitMix(state: seed &* 31 &+ UInt64(index))
                group.addTask { try await review(as: name, on: desk, own) }
            }
            for (index, name) in ["ed", "eva", "ed"].enumerated() {
                let own = SplitMix(state: seed &* 31 &+ 10 &+ UInt64(index))
                group.addTask { try await edit(as: name, on: desk, own) }
            }
            let (time, staff) = (SplitMix(state: seed &* 31 &+ 20), SplitMix(state: seed &* 31 &+ 21))
            group.addTask { try await passTime(on: desk, time) }
            group.addTask { try await changeStaff(names, on: desk, staff) }
            try await group.waitForAll()
        }
        return Self.turns * (names.count + 3)
    }

    /// A reviewer with two windows. Afterwards the drafts hold the last words that were refused or saved, word for word.
    private func review(as name: String, on desk: HistoryDesk, _ source: SplitMix) async throws {
        var random = source
        let (bench, caller) = (desk.bench, try desk.bench.caller(name))
        var held: [Lease] = []
        var given: [Review.ID] = []
        var words: [Claim.ID: String] = [:]
        for turn in 0..<Self.turns {
            let text = "„\(name)“ \(seed) \(turn) 🧂\n\nדברים"
            guard let lease = held.randomElement(using: &random), turn % 3 != 0 else {
                held += await takeTwice(caller, on: bench.desk)
                continue
            }
            let action = Int.random(in: 0..<14, using: &random)
            let rating = Int.random(in: 0..<3, using: &random) == 0 ? "accurate" : "false"
            switch action {
            case 0: try await tolerating { _ = try await bench.desk.renew(lease.id, token: lease.token, by: caller) }
            case 1:
                try await tolerating {
                    _ = try await bench.desk.release(lease.id, token: lease.token, reason: nil, by: caller)
                }
            case 2:
                try await tolerating {
                    _ = try await bench.desk.skip(lease.id, token: lease.token, reason: nil, by: caller)
                }
            case 3:
                try await tolerating {
                    _ = try await bench.desk.saveDraft(
                        lease.id, token: lease.token, Draft.Content(rationale: text), by: caller)
                }
                words[lease.claimID] = text
            case 4:
                try await look(lease.claimID, as: name, on: bench)
            case 5, 6:
                guard let review = given.randomElement(using: &random) else { continue }
                try await tolerating {
                    if action == 5 {
                        _ = try await bench.desk.withdrawReview(review, reason: "Not sure.", by: caller)
                    } else {
                        given.append(
                            try await bench.desk.replaceReview(
                                review, with: Bench.review(rating), reason: "Read again.", by: caller
                            ).review.id)
                    }
                }
            default:
                var input = Bench.review(rating)
                input.rationale = text
                do {
                    // A token that is not its own, now and then.
                    let token = action == 7 ? lease.token + 1_000_000 : lease.token
                    given.append(try await bench.desk.review(lease.id, token: token, input, by: caller).review.id)
                    words[lease.claimID] = nil
                } catch LeaseError.lost(_, draftKept: true, why: _) {
                    words[lease.claimID] = text
                }
                // Some leases are used again, as by a window left open.
                if turn % 4 != 0 { held.removeAll { $0.id == lease.id } }
            }
        }
        let kept = try await bench.drafts(of: name)
        #expect(kept == words, "seed \(seed), \(name)")
    }

    private func takeTwice(_ caller: Caller, on desk: Desk) async -> [Lease] {
        await withTaskGroup(of: [Lease].self) { group in
            for limit in [1, 2] {
                group.addTask {
                    do {
                        return try await desk.take(TakeRequest(limit: limit), by: caller).leases.map(\.lease)
                    } catch is LeaseError {
                        return []
                    } catch is AccessError {
                        return []
                    } catch {
                        Issue.record(error, "seed \(seed)")
                        return []
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// Who may still be asked about a claim sees nobody's review of it.
    private func look(_ claim: Claim.ID, as name: String, on bench: Bench) async throws {
        let principal = try bench.principal(name)
        let detail = try await bench.desk.claim(claim, for: principal)
        let ownIsIn = detail.reviews.contains { $0.reviewerID == principal.memberID }
        let mayBeAsked =
            principal.roles.contains(.editor) ? detail.claim.status.isUnderReview : detail.claim.status.isOpen
        if mayBeAsked, !ownIsIn {
            #expect(detail.reviews.isEmpty && detail.draftVerdict == nil, "seed \(seed), \(name)")
        }
    }

    private func edit(as name: String, on desk: HistoryDesk, _ source: SplitMix) async throws {
        var random = source
        let (bench, caller) = (desk.bench, try desk.bench.caller(name))
        for _ in 0..<Self.turns {
            let claim = desk.claims[Int.random(in: 0..<desk.claims.count, using: &random)]
            let action = Int.random(in: 0..<16, using: &random)
            let number = Int.random(in: 1...3, using: &random)
            let override = Bool.random(using: &random) ? "Nobody else is there." : nil
            let verdict = VerdictInput(rating: "false", rationale: "So it is (\(number)).", overrideReason: override)
            try await tolerating {
                switch action {
                case 0, 1, 2:
                    let change = ClaimChange(priority: number, requiredReviews: number)
                    _ = try await bench.desk.edit(claim, change, ifRevision: nil, by: caller)
                case 3: _ = try await bench.desk.triage(claim, .dismiss, reason: "Not news.", by: caller)
                case 4, 5: _ = try await bench.desk.triage(claim, .queue, reason: "News.", by: caller)
                case 6, 7: _ = try await bench.desk.decide(claim, verdict, by: caller)
                case 8, 9: _ = try await bench.desk.publish(claim, overrideReason: override, by: caller)
                case 10:
                    let decision = CorrectionDecision(
                        kind: .correction, publicText: "It was wrong.", verdict: verdict, overrideReason: override)
                    _ = try await bench.desk.correct(claim, decision, by: caller)
                case 11:
                    let detail = try await bench.desk.claim(claim, for: caller.principal)
                    guard let review = detail.reviews.first else { return }
                    _ = try await bench.desk.returnReview(review.id, comment: "Which year?", by: caller)
                case 12: try await enter(.pause, claim, caller, bench)
                case 13: try await enter(.resumption, claim, caller, bench)
                case 14 where number == 1: try await enter(.retraction, claim, caller, bench)
                default:
                    let input = CorrectionRequest.Input(text: "It is wrong.")
                    let request = try await bench.desk.requestCorrection(input, of: claim, by: caller)
                    _ = try await bench.desk.correct(
                        claim, CorrectionDecision(kind: .noChange, requestID: request.id), by: caller)
                }
            }
        }
    }

    private func enter(_ kind: LedgerEntry.Kind, _ claim: Claim.ID, _ caller: Caller, _ bench: Bench) async throws {
        _ = try await bench.desk.enter(kind, of: claim, publicText: "We look at it again.", reason: nil, by: caller)
    }

    private func passTime(on desk: HistoryDesk, _ source: SplitMix) async throws {
        var random = source
        for _ in 0..<Self.turns {
            let chosen = Double.random(in: 0..<1, using: &random)
            let lease = try await desk.bench.database.read { session in
                let live = try session.all(
                    "SELECT lease_id FROM review_slots WHERE desk_id = \(desk.id) AND state = 'leased' ORDER BY token"
                ) { try $0["lease_id"] as Lease.ID }
                return live.isEmpty ? nil : live[Int(chosen * Double(live.count))]
            }
            if let lease { try await desk.runOut([lease]) }
        }
    }

    /// Takes the role from reviewers, lets them go, and has them back.
    private func changeStaff(_ names: [String], on desk: HistoryDesk, _ source: SplitMix) async throws {
        var random = source
        let (bench, admin) = (desk.bench, try desk.bench.caller("adm"))
        for _ in 0..<Self.turns / 2 {
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            let member = try bench.principal(name).memberID
            let roles = HistoryDesk.people[name] ?? []
            switch Int.random(in: 0..<6, using: &random) {
            case 0: _ = try await bench.desk.deactivate(member, reason: "Left.", by: admin)
            case 1: _ = try await bench.desk.activate(member, by: admin)
            case 2, 3:
                let fewer = MemberChange(roles: roles.subtracting([.reviewer]).union([.submitter]))
                _ = try await bench.desk.changeMember(member, fewer, ifRevision: nil, by: admin)
            default:
                _ = try await bench.desk.changeMember(member, MemberChange(roles: roles), ifRevision: nil, by: admin)
            }
        }
    }

    /// Lets refusals pass that the desk's rules foresee.
    private func tolerating(_ attempt: () async throws -> Void) async throws {
        do {
            try await attempt()
        } catch is LeaseError {
        } catch is ClaimError {
        } catch is ReviewError {
        } catch is VerdictError {
        } catch is LedgerError {
        } catch let error as InputError where error.field == "id" {
        }
    }
}
