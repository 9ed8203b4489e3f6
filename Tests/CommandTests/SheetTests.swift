import Domain
import Foundation
import Testing

@testable import claimdesk

/// What a person reads on a terminal of eighty columns.
@Suite struct SheetTests {
    private static let hostile = "Title\u{1B}[2J\nYours until tomorrow\u{202E}"
    private static let long = String(repeating: "It was said again and again in many words. ", count: 15)
    private static let now = Date(timeIntervalSince1970: 1_773_472_500)

    private func decode<Shape: Decodable>(_ json: JSON, as _: Shape.Type) throws -> Shape {
        try Client.Answer(status: 200, body: Data(json.text().utf8)).decode(Shape.self)
    }

    private static let claimant: JSON = ["name": .string(hostile), "kind": "named", "quotation": "direct"]

    private static func claim(_ statement: String) -> JSON {
        [
            "id": "01890a5d-ac96-774b-bcce-b302099a8057", "ordinal": 1, "statement": .string(statement),
            "status": "in_review", "kind": "quantity", "score": .double(0.5), "reasons": ["number"],
            "context": .string(hostile), "anchor": ["exact": .string(hostile)], "claimant": claimant,
            "source": ["title": .string(hostile), "url": nil],
        ]
    }

    private static let evidence: JSON = [
        [
            "url": "https://example.org/a/long/address/that/is/not/broken/anywhere/because/people/copy/it?page=12",
            "stance": "refutes", "title": "Table 3", "quote": "62,000 litres", "kind": nil, "interest": nil,
            "publisher": nil, "archivedUrl": nil,
        ]
    ]

    private static func take(_ statement: String, rationale: String = "It says so.") -> JSON {
        let rating: JSON = ["key": "false", "label": "Plain false", "definition": "The evidence says the opposite."]
        return [
            "leases": [
                [
                    "id": "01890a5d-ac96-774b-bcce-b302099a8058", "token": "1",
                    "expiresAt": "2026-03-14T07:30:00.417Z", "claim": claim(statement),
                    "scale": ["id": "s", "version": 2],
                    "article": [
                        "id": "a", "kind": "post", "description": .string(hostile), "saidBy": .string(hostile),
                        "saidIn": .string(hostile), "saidAt": nil,
                        "title": .string(hostile), "url": nil, "publisher": .string(hostile),
                        "publishedAt": nil,
                    ],
                    "context": ["before": .string(long), "after": .string(long)],
                    "precedents": [
                        ["claimId": "c", "statement": .string(long), "rating": rating, "publishedAt": nil]
                    ],
                    "draft": [
                        "origin": "lease-lost", "savedAt": "2026-03-14T07:00:00.000Z", "rating": "false",
                        "rationale": .string(rationale), "evidence": evidence,
                    ],
                    "dueAt": "2026-03-14T09:15:00.000Z",
                ]
            ],
            "scales": [
                ["id": "s", "version": 1, "ratings": []], ["id": "s", "version": 2, "ratings": [rating]],
            ],
            "queue": ["open": 0, "leased": 0, "nextExpiryAt": nil], "emptyBecause": nil,
        ]
    }

    private func expectReadable(_ text: String) {
        for line in text.split(separator: "\n") where !line.contains("https://") {
            #expect(TerminalText.columns(String(line)) <= 80, "\(line)")
        }
        #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isObeyed }, "\(text.debugDescription)")
    }

    @Test func aTakeFitsTheTerminalAndGivesNoOrders() throws {
        let take = try decode(Self.take(Self.long, rationale: Self.hostile), as: Shapes.Take.self)
        let text = TakeCommand.text(try #require(take.leases.first), of: take, now: Self.now, width: 80)
        expectReadable(text)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("Yours until") } == 1)
        // Labels and what they mean beside the keys, of the version that was shown; a draft with its sources.
        #expect(text.contains("  false  Plain false\n") && text.contains("The evidence says the opposite."))
        #expect(text.contains("62,000 litres") && text.contains("\n            https://example.org/a/long"))
        #expect(!text.contains(".417"))
        #expect(text.contains("(in 15 min)") && text.contains("(in 2 h)"))
    }

    @Test func listsFitTheTerminal() throws {
        let claim = try decode(Self.claim(Self.long), as: Shapes.Claim.self)
        expectReadable(ClaimsCommand.text([claim], width: 80))
        #expect(ClaimsCommand.text([claim], width: 80).contains("in review"))
        let held = Shapes.Me.Held(id: "l", token: "1", claimId: claim.id, expiresAt: "2026-03-14T07:30:00.000Z")
        let given = Shapes.Assignment(
            id: "a", claimId: "other", statement: Self.long, member: Shapes.Person(name: "Ana"),
            assignedBy: Self.hostile,
            dueAt: nil, state: "open")
        expectReadable(
            MineCommand.text([(held, claim)], given: [given], drafts: 1, returned: 2, now: Self.now, width: 80))
        let returned = Shapes.Returned(
            reviewId: "r", claimId: claim.id, comment: Self.long, returnedAt: "2026-03-14T07:30:00.000Z")
        expectReadable(ReturnedCommand.text([(returned, claim)], width: 80))
    }

    @Test func aDraftGoesOutAsAReviewTakesIt() throws {
        let draft: JSON = [
            "rating": "false", "rationale": "It says so.", "evidence": Self.evidence, "origin": "saved",
            "savedAt": "2026",
        ]
        let id = try #require(Claim.ID("01890a5d-ac96-774b-bcce-b302099a8057"))
        let all: JSON = [["claimId": JSON(id), "statement": "S", "claimStatus": "queued", "draft": draft]]
        let content = try DraftsCommand.content(of: id, in: all)
        #expect(content.map(\.name) == ["rating", "rationale", "evidence"])
        let other = try #require(Claim.ID("01890a5d-ac96-774b-bcce-b302099a8059"))
        #expect(throws: Failure.self) { try DraftsCommand.content(of: other, in: all) }
        let kept = try decode(all, as: [Shapes.KeptDraft].self)
        expectReadable(DraftsCommand.text(kept, width: 80))
    }

    @Test func whatStandsAgainstAPublicationIsToldWithWhatPassesIt() throws {
        let gates: JSON = [
            ["gate": "minimumEvidence", "state": "open", "missing": nil, "canBePassed": false],
            ["gate": "rightOfReply", "state": "held", "missing": .string(Self.long), "canBePassed": true],
            ["gate": "primarySource", "state": "off", "missing": nil, "canBePassed": true],
        ]
        let preview = try decode(
            ["objections": [["title": "The desk's gates hold it", "detail": .string(Self.hostile)]], "gates": gates],
            as: Shapes.Preview.self)
        let text = PublicationGuard.text(preview, width: 80)
        expectReadable(text)
        #expect(text.contains("minimumEvidence: met") && text.contains("rightOfReply=why"))
        #expect(!text.contains("primarySource") && !text.contains("Nothing stands against it"))
    }

    @Test func aProblemTellsTheTimeOfTheClockOnTheWall() {
        let body = #"{"title":"Held","detail":"until 2026-03-14T07:05:59.999Z."}"#
        let words = Problem(status: 409, body: Data(body.utf8)).description
        #expect(words == "Held: until \(LocalTime.text("2026-03-14T07:05:59.999Z")).")
    }

    @Test func timesAreThoseOfTheClockOnTheWall() throws {
        let vienna = try #require(TimeZone(identifier: "Europe/Vienna"))
        #expect(LocalTime.text("2026-03-14T07:05:59.999Z", in: vienna) == "14 March 2026, 08:05")
        #expect(LocalTime.day("2026-11-23T23:30:00.000Z", in: vienna) == "24 November 2026")
        #expect(LocalTime.text("soon", in: vienna) == "soon")
        #expect(
            LocalTime.text("2026-03-14T07:05:00Z", from: Self.now, in: vienna) == "14 March 2026, 08:05 (10 min ago)")
    }

    @Test(arguments: [("y", true), ("YES ", true), ("n", false), ("", false), (nil, false)] as [(String?, Bool)])
    func onlyYesIsYes(answer: String?, isYes: Bool) {
        let said = Result { try Confirmation.ask("Make this public?") { answer } }
        #expect(((try? said.get()) != nil) == isYes)
        #expect(throws: (any Error).self) { try Confirmation.requireSomebody(to: "publish", isTerminal: false) }
    }
}
