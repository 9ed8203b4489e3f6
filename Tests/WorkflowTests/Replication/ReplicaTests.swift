import Domain
import Faults
import Foundation
import Postgres
import Replication
import Store
import TestSupport
import Testing

@testable import Workflow

/// What is read from a standby, and what is seen there. One after the other: they hold its replay up.
@Suite(.serialized) struct ReplicaTests {
    @Test func whatMayComeFromAnywhereComesFromTheStandbyAndNothingElseDoes() async throws {
        try await ReplicaBench.run { replicated in
            let (desk, bench) = (replicated.bench.desk, replicated.bench)
            #expect(try await !replicated.readsFromStandby(), "nobody has looked at it yet")
            try await replicated.becomes(.inUse)
            let before = replicated.replica.report
            // Whatever members do, and what they read on the way.
            let claims = try await bench.published(2)
            let article = try await desk.claim(claims[0], for: bench.principal("ed")).claim.articleID
            _ = try await desk.queueStatistics(for: bench.principal("ana"))
            _ = try await desk.article(article, for: bench.principal("ed"))
            _ = try await desk.claims(of: article, PageRequest(limit: 10), for: bench.principal("ed"))
            _ = try await desk.operationFigures()
            #expect(try await !desk.readOneMomentAsDesk(ReplicaBench.isStandby))
            #expect(replicated.replica.report.reads == before.reads)
            #expect(replicated.replica.report.fallbacks == before.fallbacks)

            func reads(_ read: () async throws -> Void) async throws -> Int {
                let before = replicated.replica.report.reads
                try await read()
                return replicated.replica.report.reads - before
            }
            let ed = try bench.principal("ed")
            #expect(try await replicated.readsFromStandby())
            #expect(try await reads { _ = try await bench.deskPage() } == 1)
            #expect(try await reads { _ = try await bench.deskPage(words: "harbour") } == 1)
            #expect(try await reads { _ = try await bench.reportPage(article) } == 1)
            #expect(try await reads { _ = try await bench.verdictFeed() } == 1)
            #expect(try await reads { _ = try await bench.correctionFeed() } == 1)
            #expect(try await reads { _ = try await desk.report(article, for: ed) } == 1)
            #expect(try await reads { _ = try await desk.figures(from: nil, to: nil, for: ed) } == 1)
            #expect(
                try await reads { _ = try await desk.triageBalance(by: .topic, since: nil, until: nil, for: ed) } == 1)
            #expect(try await reads { _ = try await bench.stream(ExportOrder(format: .ndjson)) } == 1)
            // The file's making and its one piece; ordering it is the primary's.
            #expect(try await reads { _ = try await bench.file(ExportOrder(format: .csv)) } == 2)
            #expect(replicated.replica.report.fallbacks == before.fallbacks)
        }
    }

    @Test func whoeverHasChangedSomethingSeesItWhereverItIsRead() async throws {
        try await ReplicaBench.run { replicated in
            try await replicated.becomes(.inUse)
            let bench = replicated.bench
            try await bench.article(requiredReviews: 2)
            for _ in 0..<2 {
                let claim = try await bench.publishedClaim()
                #expect(try await bench.page(of: claim).contains(claim.statement))
                for number in 1...5 {
                    try await bench.correct(claim, .clarification, "Clarified for the \(number). time.")
                    #expect(try await bench.page(of: claim).contains("Clarified for the \(number). time."))
                    #expect(try await bench.correctionFeed().contains("Clarified for the \(number). time."))
                }
                let export = try await bench.stream(ExportOrder(format: .ndjson))
                #expect(export.text.contains("Clarified for the 5. time."))
            }
            #expect(replicated.replica.report.fallbacks == 0)
        }
    }

    @Test func whatAnExportSaysItHasIsNoLaterThanWhatThePrimaryHadThen() async throws {
        try await ReplicaBench.run { replicated in
            try await replicated.becomes(.inUse)
            _ = try await replicated.bench.published(1)
            let asked = try await replicated.primary.desk.readAsDesk { try $0.timeOfClock() }
            let manifest = try await replicated.bench.stream(ExportOrder(format: .ndjson)).manifest
            let answered = try await replicated.primary.desk.readAsDesk { try $0.timeOfClock() }
            #expect(manifest.verdicts == 1)
            #expect(asked <= manifest.snapshotAt && manifest.snapshotAt <= answered)
        }
    }

    @Test func validatorsAndPagesNeverGoBackWhileAStandbyFallsBehindAndCatchesUp() async throws {
        try await ReplicaBench.run(lagLimit: .milliseconds(100)) { replicated in
            let bench = replicated.bench
            try await bench.article(requiredReviews: 2)
            let claim = try await bench.publishedClaim()
            var changedAt = Date.distantPast
            for round in 1...6 {
                if round % 3 == 1 { try await replicated.becomes(.inUse) }
                if round % 3 == 2 { try await replicated.standby.pauseReplay() }
                try await bench.correct(claim, .clarification, "Clarified in round \(round).")
                for _ in 0..<3 {
                    let answer = try await bench.desk.publicVerdict(claim.id, bench.request())
                    let truth = try await replicated.primary.desk.publicVerdict(claim.id, bench.request())
                    #expect(answer.stamp == truth.stamp)
                    #expect(answer.stamp.changedAt >= changedAt)
                    changedAt = answer.stamp.changedAt
                    #expect(try await bench.page(of: claim).contains("Clarified in round \(round)."))
                }
                if round % 3 == 0 { try await replicated.standby.resumeReplay() }
            }
            #expect(replicated.replica.report.fallbacks > 0)
        }
    }

    @Test func aStandbyThatIsTooFarBehindIsLeftAloneUntilItHasCaughtUp() async throws {
        try await ReplicaBench.run(lagLimit: .milliseconds(100)) { replicated in
            try await replicated.becomes(.inUse)
            try await replicated.standby.pauseReplay()
            _ = try await replicated.bench.published(1)
            #expect(try await replicated.bench.stream(ExportOrder(format: .ndjson)).manifest.verdicts == 1)
            try await replicated.becomes(.behind)
            let fallbacks = replicated.replica.report.fallbacks
            #expect(try await !replicated.readsFromStandby())
            #expect(replicated.replica.report.fallbacks == fallbacks + 1)
            let lag = try #require(replicated.replica.report.lag)
            try await eventually("its lag grows") { replicated.replica.report.lag ?? 0 > lag }
            try await replicated.standby.resumeReplay()
            try await replicated.becomes(.inUse)
        }
    }

    @Test func aSilentStandbyIsNotWaitedFor() async throws {
        try await ReplicaBench.run(lagLimit: .milliseconds(200)) { replicated in
            try await replicated.becomes(.inUse)
            replicated.forwarder.silence()
            #expect(try await !replicated.readsFromStandby())
            try await replicated.becomes(.unreachable)
            replicated.forwarder.resume()
            try await replicated.becomes(.inUse)
        }
    }

    @Test func aStatementInTheWayOfWhatIsReplayedIsRunAgainOnThePrimary() async throws {
        try await ReplicaBench.run { replicated in
            try await replicated.becomes(.inUse)
            try await replicated.onStandby("ALTER SYSTEM SET max_standby_streaming_delay = 0")
            try await replicated.onStandby("SELECT pg_reload_conf()")
            let database = replicated.primary.database
            try await database.writeWithoutTransaction { session in
                try session.script("CREATE TABLE notes (id int); INSERT INTO notes SELECT generate_series(1, 100);")
            }
            let (begun, begin) = AsyncStream.makeStream(of: Bool.self)
            async let read = replicated.bench.desk.readOneMomentAnywhereAsDesk { session -> Bool in
                let isStandby = try ReplicaBench.isStandby(session)
                begin.yield(isStandby)
                // Until what it may still see is removed: then the standby ends it.
                if isStandby { try session.execute("SELECT pg_sleep(60), count(*) FROM notes") }
                return isStandby
            }
            #expect(await begun.first { _ in true } == true)
            try await database.writeWithoutTransaction { session in
                try session.execute("DELETE FROM notes")
                try session.execute("VACUUM notes")
            }
            #expect(try await read == false)
            try await replicated.onStandby("ALTER SYSTEM RESET max_standby_streaming_delay")
            try await replicated.onStandby("SELECT pg_reload_conf()")
            #expect(try await replicated.readsFromStandby(), "it is well all the same")
        }
    }

    @Test func whatAStandbyCannotDoThePrimaryDoes() async throws {
        try await ReplicaBench.run { replicated in
            try await replicated.becomes(.inUse)
            let answer = try await replicated.bench.desk.readOneMomentAnywhereAsDesk { session -> Bool in
                let isStandby = try ReplicaBench.isStandby(session)
                if isStandby { try session.execute("SELECT txid_current()") }
                return isStandby
            }
            #expect(!answer)
            #expect(replicated.replica.report.state == .inUse)
        }
    }

    @Test func aFileThatAStandbyLeavesHalfMadeIsMadeByThePrimaryAtOnce() async throws {
        try await ReplicaBench.run { replicated in
            let bench = replicated.bench
            _ = try await bench.published(4)
            try await bench.fatten(bytes: 1_500_000)
            try await replicated.becomes(.inUse)
            let order = ExportOrder(format: .ndjson)
            let asked = try await bench.desk.requestExport(order, server: Bench.server, by: bench.caller("ed"))
            let job = try #require(try await bench.desk.fetchJobs(limit: 1, worker: "test", lease: .seconds(30)).first)
            async let made: Void = bench.desk.perform(job)
            while try await bench.count("SELECT count(*) AS count FROM export_parts") == 0 { await Task.yield() }
            replicated.forwarder.cut()
            try await made
            let export = try await bench.desk.export(asked.export.id, for: bench.principal("ed")).export
            #expect(export.state == .ready && export.manifest?.verdicts == 4)
            let content = [UInt8](try await replicated.primary.content(of: export))
            #expect(try await replicated.primary.stream(order).bytes == content)
        }
    }

    @Test func anotherDatabaseAndAnOlderSchemaAreNotRead() async throws {
        try await ReplicaBench.run(database: "postgres") { replicated in
            try await replicated.becomes(.foreign)
            #expect(try await !replicated.readsFromStandby())
        }
        try await ReplicaBench.run { replicated in
            try await replicated.becomes(.inUse)
            let database = replicated.primary.database
            let last = try #require(Schema.migrations.last).name
            try await database.write { session in
                try session.execute("UPDATE schema_migrations SET checksum = 'x' || checksum WHERE name = \(last)")
            }
            try await replicated.becomes(.schema)
            #expect(try await !replicated.readsFromStandby())
            try await database.write { session in
                try session.execute("UPDATE schema_migrations SET checksum = substr(checksum, 2) WHERE name = \(last)")
            }
            try await replicated.becomes(.inUse)
        }
    }

    @Test func aStandbyThatIsKilledIsNotMissed() async throws {
        let (standby, folder) = try await ReplicaServers.shared.another()
        try await ReplicaBench.run(standby: standby) { replicated in
            try await replicated.becomes(.inUse)
            #expect(try await replicated.readsFromStandby())
            try await replicated.bench.article(requiredReviews: 2)
            let claim = try await replicated.bench.publishedClaim()
            try LocalCluster.kill(at: folder)
            for _ in 0..<5 { #expect(try await replicated.bench.page(of: claim).contains(claim.statement)) }
            try await replicated.becomes(.unreachable)
            #expect(try await !replicated.readsFromStandby())
        }
    }

    @Test func aStandbyThatWasPromotedIsNoReplica() async throws {
        let (standby, _) = try await ReplicaServers.shared.another()
        try await ReplicaBench.run(standby: standby) { replicated in
            try await replicated.becomes(.inUse)
            try await standby.promote()
            let claims = try await replicated.bench.published(1)
            #expect(try await replicated.bench.stream(ExportOrder(format: .ndjson)).text.contains("\(claims[0])"))
            try await replicated.becomes(.noStandby)
            await standby.stop()
            #expect(try await !replicated.readsFromStandby())
        }
    }
}
