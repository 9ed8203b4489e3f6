import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

@Suite(.desk)
struct DeskSettingsTests {
    @Test func everySettingIsStoredAndWrittenDownWithWhatItWas() async throws {
        let bench = try await Bench.make()
        let policy = DeskPolicy(
            requiredReviews: 3, leaseSeconds: 60, liveLeases: 5, agreement: .direction, queueScore: 0.5,
            minimumEvidence: 0)
        var values: [String: JSON] = [:]
        for setting in DeskPolicy.settings { values[setting.name] = setting.value(in: policy) }
        let desk = try await bench.desk.changeDesk(
            DeskChange(name: "Coast", policy: values), ifRevision: [2], by: bench.caller("admin"))
        #expect(desk.policy == policy && desk.name == "Coast" && desk.revision == 3)
        #expect(try await bench.desk.profile(for: bench.principal("ana")) == desk)
        #expect(
            try await bench.count(
                """
                SELECT count(*) AS count FROM audit_events
                WHERE action = 'desk.changed' AND details->>'requiredReviews' = '2 → 3'
                  AND details->>'queueScore' = '0.2 → 0.5' AND details->>'agreement' = 'same → direction'
                  AND details->>'name' = 'The demo desk → Coast'
                """) == 1)
        // And they hold.
        let article = try await bench.article()
        let claims = try await bench.desk.claims(of: article.id, PageRequest(), for: bench.principal("ed"))
        #expect(claims.items.first { $0.claim.status == .queued }?.claim.requiredReviews == 3)
    }

    @Test func theSameAgainChangesNothing() async throws {
        let bench = try await Bench.make()
        let before = try await bench.desk.profile(for: bench.principal("admin"))
        let after = try await bench.desk.changeDesk(
            DeskChange(name: before.name, policy: ["requiredReviews": 2]), ifRevision: nil, by: bench.caller("admin"))
        #expect(after == before)
        #expect(
            try await bench.count("SELECT count(*) AS count FROM audit_events WHERE action = 'desk.changed'") == 0)
    }

    @Test func ofTwoWhoSawTheSameOneChangesIt() async throws {
        let bench = try await Bench.make()
        let revision = try await bench.desk.profile(for: bench.principal("admin")).revision
        let changed = await withTaskGroup(of: Int.self) { group in
            for number in 1...6 {
                group.addTask {
                    do {
                        _ = try await bench.desk.changeDesk(
                            DeskChange(policy: ["leaseSeconds": .int(100 + number)]), ifRevision: [revision],
                            by: bench.caller("admin"))
                        return 1
                    } catch is ChangedMeanwhile {
                        return 0
                    } catch {
                        Issue.record(error)
                        return 0
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(changed == 1)
        #expect(try await bench.desk.profile(for: bench.principal("admin")).revision == revision + 1)
    }

    @Test func changesOfDifferentSettingsAtOnceAllHold() async throws {
        let bench = try await Bench.make()
        async let one = bench.desk.changeDesk(
            DeskChange(policy: ["requiredReviews": 4]), ifRevision: nil, by: bench.caller("admin"))
        async let other = bench.desk.changeDesk(
            DeskChange(policy: ["liveLeases": 7]), ifRevision: nil, by: bench.caller("admin"))
        _ = try await (one, other)
        let policy = try await bench.desk.profile(for: bench.principal("admin")).policy
        #expect(policy.requiredReviews == 4 && policy.liveLeases == 7)
    }

    @Test func anAnswerIsGivenAgainUnderItsKey() async throws {
        let bench = try await Bench.make()
        let change = DeskChange(policy: ["requiredReviews": 4])
        let first = try await bench.desk.changeDesk(change, ifRevision: nil, by: bench.caller("admin", key: "k"))
        _ = try await bench.desk.changeDesk(
            DeskChange(policy: ["requiredReviews": 5]), ifRevision: nil, by: bench.caller("admin"))
        let again = try await bench.sentBefore {
            try await bench.desk.changeDesk(change, ifRevision: nil, by: bench.caller("admin", key: "k"))
        }
        #expect(again == Bench.sent(first))
        #expect(try await bench.desk.profile(for: bench.principal("admin")).policy.requiredReviews == 5)
    }
}
