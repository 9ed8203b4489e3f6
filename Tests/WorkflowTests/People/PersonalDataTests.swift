import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Workflow

/// The desk tells what it knows of people, and forgets who they were.
@Suite(.desk(.server))
struct PersonalDataTests {
    /// How often a text stands in any column of any table.
    private static func traces(of text: String, on bench: Bench) async throws -> [String] {
        let tables = try await bench.database.read { session in
            try session.all(
                """
                SELECT table_name::text AS name FROM information_schema.tables
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                """
            ) { try $0.decode("name", as: String.self) }
        }
        var found: [String] = []
        for table in tables {
            let count = try await bench.count(
                """
                SELECT count(*) AS count FROM \(identifier: table) t
                WHERE position(lower(\(text)) IN lower(to_jsonb(t)::text)) > 0
                """)
            if count > 0 { found.append(table) }
        }
        return found
    }

    @Test func aMembersNameGoesAndTheirWorkStays() async throws {
        let bench = try await Bench.make()
        try await bench.setPolicy("publicNames", true)
        let added = try await bench.desk.invite(
            MemberInvitation(name: "Zelda Quist", email: "zelda@quist.example", roles: [.editor, .reviewer]),
            keyName: "Zelda Quist's laptop", by: bench.caller("admin"))
        let zelda = try await bench.desk.authenticate(secret: try #require(added.key).secret)
        try await bench.article(requiredReviews: 2)
        let claim = try await bench.reviewed(by: ["ana": "false", "ben": "accurate"]).claim
        _ = try await bench.desk.decide(
            claim.id, VerdictInput(rating: "false", rationale: "Ben read the wrong year."), by: Caller(zelda))
        _ = try await bench.desk.publish(claim.id, overrideReason: nil, by: bench.caller("ed"))
        #expect(try await bench.page(of: claim).contains("Zelda Quist"))
        _ = try await bench.desk.comment("A word of mine.", on: claim.id, by: Caller(zelda))
        _ = try await bench.desk.removeWords(
            Removal.Input(words: "Nobody Here", reason: "My order."), by: Caller(zelda))
        _ = try await bench.desk.recordReply(
            ReplyAttempt.Input(
                channel: .email, contact: "port@example.org", contactedAt: Date(timeIntervalSince1970: 1_790_000_000)),
            on: claim.id, by: Caller(zelda))
        _ = try await bench.desk.requestExport(
            ExportOrder(format: .csv, filter: ExportFilter(publisher: "My paper")), server: "https://d.example",
            by: Caller(zelda))
        _ = try await bench.desk.correct(
            claim.id, CorrectionDecision(kind: .clarification, publicText: "Clearer.", reason: "My reason."),
            by: Caller(zelda))

        let told = try await bench.desk.personalData(of: zelda.memberID, for: bench.principal("admin"))
        for words in [
            "Zelda Quist", "zelda@quist.example", "laptop", "Ben read the wrong year.", "A word of mine.", "My order.",
            "port@example.org", "My paper", "My reason.",
        ] {
            #expect(told.text().contains(words), "\(words)")
        }
        #expect(!told.text().contains("secret"))

        let before = try await bench.desk.publicVerdict(claim.id, bench.request()).stamp.tag
        let gone = try await bench.desk.erase(zelda.memberID, reason: "Asked for it.", by: bench.caller("admin"))
        #expect(gone.name == "A former member" && gone.email == nil && !gone.isActive && gone.erasedAt != nil)
        #expect(try await Self.traces(of: "Quist", on: bench) == [])
        #expect(try await bench.page(of: claim).contains("Ben read the wrong year."))
        #expect(!(try await bench.page(of: claim).contains("Zelda")))
        #expect(try await bench.desk.publicVerdict(claim.id, bench.request()).stamp.tag != before)
        await #expect(throws: AccessError.self) { try await bench.desk.me(zelda) }
        // For good.
        await #expect(throws: MemberError.erased) {
            try await bench.desk.activate(zelda.memberID, by: bench.caller("admin"))
        }
        await #expect(throws: MemberError.erased) {
            try await bench.desk.changeMember(
                zelda.memberID, MemberChange(name: "Zelda"), ifRevision: nil, by: bench.caller("admin"))
        }
        // The address is free for somebody else, and the trail is whole.
        _ = try await bench.desk.invite(
            MemberInvitation(name: "Z.", email: "zelda@quist.example", roles: [.reviewer]), keyName: nil,
            by: bench.caller("admin"))
        #expect(try await bench.sealAll() > 0)
        #expect(try await bench.verified().findings == [])
    }

    @Test func theLastAdministratorIsNotErased() async throws {
        let bench = try await Bench.make()
        let admin = try bench.principal("admin").memberID
        await #expect(throws: MemberError.lastAdmin) {
            try await bench.desk.erase(admin, reason: "r", by: bench.caller("admin"))
        }
        #expect(try await bench.desk.member(admin, for: bench.principal("admin")).name == "admin")
    }

    @Test func aRequestersNameGoesAndWhatTheySaidStays() async throws {
        let bench = try await Bench.make()
        let claim = try await bench.publishedDispute()
        for (name, contact) in [
            ("Ann Noyau", "ann@noyau.example"), ("A. Noyau", "ANN@noyau.example"), ("Bo", "bo@b.example"),
        ] {
            let sent = "{\"name\":\"\(name)\",\"contact\":\"\(contact)\"}"
            _ = try await bench.desk.requestCorrection(
                .init(text: "The year is wrong.", requesterName: name, requesterContact: contact), of: claim,
                by: bench.caller("ed", key: name, body: sent))
        }
        let found = try await bench.desk.requests(of: "ann@NOYAU.example", for: bench.principal("admin"))
        #expect(found.map(\.input.requesterName) == ["Ann Noyau", "A. Noyau"])
        let erased = try await bench.desk.eraseRequester(
            "ann@noyau.example", reason: "Asked for it.", by: bench.caller("admin"))
        #expect(
            erased.sorted { $0.description < $1.description }
                == found.map(\.id).sorted { $0.description < $1.description })
        #expect(try await Self.traces(of: "noyau", on: bench) == [])
        let all = try await bench.desk.correctionRequests(open: nil, PageRequest(), for: bench.principal("ed")).items
        #expect(all.count == 3 && all.allSatisfy { $0.input.text == "The year is wrong." })
        #expect(all.compactMap(\.input.requesterName) == ["Bo"])
        // Nothing else of a request changes.
        await #expect(throws: PostgresError.self) {
            try await bench.database.write { try $0.execute("UPDATE correction_requests SET text = 'So.'") }
        }
    }
}
