import ArgumentParser
import Domain
import Testing

@testable import claimdesk

/// What editors do besides verdicts, as it is typed and as it is sent.
struct EditingCommandTests {
    private static let id = "01890a5d-ac96-774b-bcce-b302099a8057"

    private func parse<Command: ParsableCommand>(_ words: String..., as type: Command.Type) throws -> Command {
        try #require(try Claimdesk.parseAsRoot(words) as? Command)
    }

    @Test func aReplyTellsWhoWasAskedHowAndWhen() throws {
        let ask = try parse(
            "reply", "ask", Self.id, "--channel", "in_person", "--contact", "Ina", "--at", "2026-03-14T09:00:00Z",
            as: ReplyCommand.Ask.self)
        #expect(
            ask.body.text() == """
                {"channel":"in_person","contact":"Ina","contactedAt":"2026-03-14T09:00:00Z","message":null,"answer":null,\
                "answeredAt":null}
                """)
        for words in [
            ["reply", "ask", Self.id, "--channel", "email", "--contact", "a", "--at", "yesterday"],
            ["reply", "ask", Self.id, "--channel", "pigeon", "--contact", "a", "--at", "2026-03-14T09:00:00Z"],
            [
                "reply", "ask", Self.id, "--channel", "email", "--contact", "a", "--at", "2026-03-14T09:00:00Z",
                "--answer", "No.",
            ],
            ["reply", "answer", Self.id, "--answer", "No.", "--at", "soon"], ["evidence", "add", Self.id],
            ["triage", Self.id, "--reason", "r"], ["triage", Self.id, "--queue", "--split", "a", "--reason", "r"],
            ["request", "add", Self.id],
        ] {
            #expect(throws: (any Error).self, "\(words)") { try Claimdesk.parseAsRoot(words) }
        }
    }

    @Test func partsOfAClaimAreGivenByTheirWords() throws {
        let split = try parse(
            "triage", Self.id, "--split", "cost 38 million", "--split", "🚢 took", "--reason", "Two.",
            as: TriageCommand.self)
        let anchor = Shapes.Claim.Anchor(exact: "It cost 38 million and 🚢 took long.", start: 10)
        #expect(
            JSON(try split.parts(of: anchor)).text() == #"[{"start":13,"end":28},{"start":33,"end":39}]"#)
        #expect(split.body.text() == #"{"decision":"split","reason":"Two."}"#)
        #expect(throws: Failure.self) { try split.parts(of: nil) }
        #expect(throws: Failure.self) { try split.parts(of: .init(exact: "Something else.", start: 0)) }
    }

    @Test func sourcesAreAddedEachWithItsStance() throws {
        let add = try parse(
            "evidence", "add", Self.id, "--refutes", "https://e.org/1 \"so\"", "--context", "[T](https://e.org/2)",
            as: EvidenceCommand.Add.self)
        #expect(
            JSON(try add.items()).text() == """
                [{"url":"https://e.org/1","title":null,"quote":"so","stance":"refutes"},\
                {"url":"https://e.org/2","title":"T","quote":null,"stance":"context"}]
                """)
    }

    @Test func requestsAndRepliesAreShownWithWhatComesNext() {
        let request = Shapes.CorrectionRequest(
            id: "r1", claimId: "c1", text: "It was\u{1b}[31m amended.", requesterName: "Ina", requesterContact: nil,
            url: "https://e.org", receivedAt: "2026-03-03T10:00:00.000Z", decision: nil, decidedAt: nil)
        let waiting = RequestCommand.List.text([request], width: 80)
        #expect(!waiting.contains("\u{1b}") && waiting.contains("Ina"))
        #expect(waiting.contains("claimdesk correct c1 no_change --request r1"))
        let reply = Shapes.Reply(
            id: "a1", channel: "in_person", contact: "Ina", contactedAt: "2026-03-03T10:00:00.000Z", answer: nil,
            answeredAt: nil)
        let asked = ReplyCommand.List.text([reply], width: 80)
        #expect(asked.contains("Ina (in person)") && asked.contains("none yet") && asked.contains("a1"))
    }
}
