import Domain
import Testing

@testable import Rendering

@Suite struct OpenAPIPartTests {
    private static func part(_ name: String, _ members: String...) -> OpenAPIPart {
        OpenAPIPart(name: name, members: members.map { JSON.Member($0, ["description": .string("\($0) of \(name)")]) })
    }

    private static func names(_ parts: [OpenAPIPart], _ heads: String...) throws -> [String] {
        try OpenAPIPart.joined(parts, beginning: heads).map(\.name)
    }

    @Test func runsComeInTheOrderOfTheirHeads() throws {
        let parts = [Self.part("claims", "Claim", "Split", "ClaimList"), Self.part("articles", "Article", "Excerpt")]
        #expect(
            try Self.names(parts, "Article", "Claim", "Excerpt", "ClaimList")
                == ["Article", "Claim", "Split", "Excerpt", "ClaimList"])
    }

    @Test func aNewMemberFollowsTheOneBehindWhichItWasWritten() throws {
        let before = [Self.part("claims", "Claim"), Self.part("people", "Member")]
        let after = [Self.part("claims", "Claim", "New"), Self.part("people", "Member")]
        #expect(try Self.names(before, "Claim", "Member") == ["Claim", "Member"])
        #expect(try Self.names(after, "Claim", "Member") == ["Claim", "New", "Member"])
    }

    @Test func membersKeepWhatTheyHold() throws {
        let joined = try OpenAPIPart.joined([Self.part("claims", "Claim")], beginning: ["Claim"])
        #expect(joined == [JSON.Member("Claim", ["description": "Claim of claims"])])
    }

    @Test func aNameInTwoPartsIsAnError() {
        let parts = [Self.part("claims", "Claim"), Self.part("reviews", "Review", "Claim")]
        #expect(throws: OpenAPIPartError.doubled("Claim", part: "reviews")) {
            try Self.names(parts, "Claim", "Review")
        }
    }

    @Test func aNameTwiceInAPartIsAnError() {
        #expect(throws: OpenAPIPartError.doubled("Claim", part: "claims")) {
            try Self.names([Self.part("claims", "Claim", "Claim")], "Claim")
        }
    }

    @Test func aPartThatBeginsWithNoHeadIsAnError() {
        #expect(throws: OpenAPIPartError.withoutHead("Review", part: "reviews")) {
            try Self.names([Self.part("claims", "Claim"), Self.part("reviews", "Review")], "Claim")
        }
    }

    @Test func aHeadThatNoPartHasIsAnError() {
        #expect(throws: OpenAPIPartError.headWithoutRun("Gone")) {
            try Self.names([Self.part("claims", "Claim")], "Claim", "Gone")
        }
        #expect(throws: OpenAPIPartError.headWithoutRun("Claim")) {
            try Self.names([Self.part("claims", "Claim")], "Claim", "Claim")
        }
    }
}
