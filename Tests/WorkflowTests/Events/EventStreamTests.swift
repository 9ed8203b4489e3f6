import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing

@testable import Workflow

/// The order of events, and that none is lost whatever the order of commits.
@Suite(.desk(.server))
struct EventStreamTests {
    @Test func aLaterCommitOfAnEarlierEventIsNotLost() async throws {
        let bench = try await Bench.make()
        var reader = try await bench.desk.events(after: nil, EventFilter(), for: bench.principal("ed"))
        let early = OpenEvent(bench, "early")
        try await early.isWritten()
        // Its number is greater than the one that is still open.
        try await OpenEvent.write("late", bench)
        #expect(try await reader.next(atMost: .milliseconds(300)).isEmpty)
        try await early.commit()
        var seen: [String] = []
        while seen.count < 2 { seen += try await reader.next(atMost: .seconds(20)).compactMap { $0.details["name"] } }
        #expect(seen == ["early", "late"])
    }

    @Test func oneWhoComesBackMissesNothingAndGetsNothingTwice() async throws {
        let bench = try await Bench.make()
        var first = try await bench.desk.events(after: .start, EventFilter(), for: bench.principal("ed"))
        for number in 1...5 { try await OpenEvent.write("\(number)", bench) }
        var seen = try await first.next(atMost: .seconds(20))
        let place = try #require(seen.first).cursor
        for number in 6...9 { try await OpenEvent.write("\(number)", bench) }
        var second = try await bench.desk.events(after: place, EventFilter(), for: bench.principal("ed"))
        #expect(!second.isReset)
        seen = [try #require(seen.first)]
        while seen.count < 9 { seen += try await second.next(atMost: .seconds(20)) }
        #expect(seen.map { $0.details["name"] } == (1...9).map { "\($0)" })
    }

    @Test func manyWritersAtOnceAreToldInOneOrderAndCompletely() async throws {
        let bench = try await Bench.make()
        let principal = try bench.principal("ed")
        let start = try await bench.desk.events(after: nil, EventFilter(), for: principal)
        async let told = withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var reader = start
                    var names: [String] = []
                    while names.count < 300 {
                        names += try await reader.next(atMost: .seconds(30)).compactMap { $0.details["name"] }
                    }
                    return names
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<6 {
                group.addTask { for number in 0..<50 { try await OpenEvent.write("\(writer).\(number)", bench) } }
            }
            try await group.waitForAll()
        }
        let all = try await told
        #expect(all.allSatisfy { $0 == all[0] })
        #expect(Set(all[0]).count == 300 && all[0].count == 300)
    }

    @Test func oneWhoIsFarBehindReadsOnFromTheDatabase() async throws {
        let bench = try await Bench.make()
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO audit_events (desk_id, action, subject, subject_id, details)
                SELECT id, 'claim.edited', 'claim', gen_random_uuid(), jsonb_build_object('name', n::text)
                FROM desks, generate_series(1, 3000) AS n
                """)
        }
        var reader = try await bench.desk.events(after: .start, EventFilter(), for: bench.principal("ed"))
        var count = 0
        while count < 3000 { count += try await reader.next(atMost: .seconds(20)).count }
        #expect(count == 3000)
    }

    @Test func aPlaceOfAnotherDatabaseIsReset() async throws {
        let bench = try await Bench.make()
        let foreign = EventCursor(transaction: 1 << 60, sequence: 9)
        var reader = try await bench.desk.events(after: foreign, EventFilter(), for: bench.principal("ed"))
        #expect(reader.isReset && reader.cursor < foreign)
        try await OpenEvent.write("new", bench)
        #expect(try await reader.next(atMost: .seconds(20)).count == 1)
    }

    @Test func eventsRestoredFromAServerThatHadComeFurtherAreOld() async throws {
        let bench = try await Bench.make()
        try await OpenEvent.write("restored", bench, transaction: "123456789012")
        var reader = try await bench.desk.events(after: .start, EventFilter(), for: bench.principal("ed"))
        try await OpenEvent.write("new", bench)
        #expect(try await reader.next(atMost: .seconds(20)).map { $0.details["name"] } == ["new"])
    }

    @Test func otherDesksEventsAreNotTold() async throws {
        let bench = try await Bench.make()
        let other = try await Bench.make(slug: "other")
        var reader = try await bench.desk.events(after: .start, EventFilter(), for: bench.principal("ed"))
        try await OpenEvent.write("theirs", other)
        try await OpenEvent.write("ours", bench)
        #expect(try await reader.next(atMost: .seconds(20)).map { $0.details["name"] } == ["ours"])
    }

    @Test func aMemberHasTenStreamsAtMostAndGetsThemBack() async throws {
        let bench = try await Bench.make()
        let principal = try bench.principal("ana")
        var readers: [EventReader] = []
        for _ in 0..<EventReader.streamsPerMember {
            readers.append(try await bench.desk.events(after: nil, EventFilter(), for: principal))
        }
        await #expect(throws: EventError.tooManyStreams(limit: EventReader.streamsPerMember)) {
            _ = try await bench.desk.events(after: nil, EventFilter(), for: principal)
        }
        _ = try await bench.desk.events(after: nil, EventFilter(), for: bench.principal("ben"))
        readers.removeLast()
        _ = try await bench.desk.events(after: nil, EventFilter(), for: principal)
    }

    @Test func aReviewIsToldWithItsClaimAndArticle() async throws {
        let bench = try await Bench.make()
        var reader = try await bench.desk.events(
            after: .start, EventFilter(kinds: [.lease, .review]), for: bench.principal("ed"))
        let article = try await bench.article(requiredReviews: 1)
        let lease = try #require(try await bench.take("ana").leases.first?.lease)
        try await bench.review("ana", lease, rating: "false")
        var events: [DeskEvent] = []
        while events.count < 2 { events += try await reader.next(atMost: .seconds(20)) }
        #expect(events.map(\.action) == ["lease.taken", "review.submitted"])
        #expect(events.allSatisfy { $0.claimID == lease.claimID && $0.articleID == article.id })
        #expect(events[0].leaseID == lease.id && events[0].actor?.name == "ana")
    }

    @Test func readingNeedsNoScanOfTheTrail() async throws {
        let bench = try await Bench.make()
        let desk = try bench.principal("ed").deskID
        try await bench.database.write { session in
            try session.execute(
                """
                INSERT INTO audit_events (desk_id, action, subject, subject_id)
                SELECT id, 'claim.edited', 'claim', gen_random_uuid() FROM desks, generate_series(1, 20000)
                """)
            try session.execute("ANALYZE audit_events")
            let plan = try session.all(
                "EXPLAIN " as SQL
                    + EventStretch.reading(
                        after: EventCursor(transaction: 1 << 40, sequence: 0), before: 1 << 41, restored: 0, limit: 200,
                        on: desk)
            ) { try $0.decode("QUERY PLAN", as: String.self) }.joined(separator: "\n")
            #expect(plan.contains("audit_events_order_idx") && !plan.contains("Seq Scan on audit_events"), "\(plan)")
        }
    }
}

/// An event whose transaction is held open until it is told to commit.
private struct OpenEvent {
    private let written: AsyncStream<Void>
    private let gate = DispatchSemaphore(value: 0)
    private let task: Task<Void, any Error>

    init(_ bench: Bench, _ name: String) {
        let (written, continuation) = AsyncStream.makeStream(of: Void.self)
        self.written = written
        let gate = gate
        task = Task {
            defer { continuation.finish() }
            try await bench.database.write { session in
                try Self.insert(name, nil, bench, session)
                continuation.finish()
                gate.wait()
            }
        }
    }

    func isWritten() async throws { for await _ in written {} }

    func commit() async throws {
        gate.signal()
        try await task.value
    }

    static func write(_ name: String, _ bench: Bench, transaction: String? = nil) async throws {
        try await bench.database.write { try insert(name, transaction, bench, $0) }
        bench.desk.signals.announce(try bench.principal("ed").deskID)
    }

    private static func insert(_ name: String, _ transaction: String?, _ bench: Bench, _ session: Session) throws {
        try session.execute(
            """
            INSERT INTO audit_events (desk_id, transaction_id, action, subject, subject_id, details)
            VALUES (\(try bench.principal("ed").deskID.rawValue),
                coalesce(\(transaction)::xid8, pg_current_xact_id()), 'claim.edited', 'claim', gen_random_uuid(),
                jsonb_build_object('name', \(name)::text))
            """)
    }
}
