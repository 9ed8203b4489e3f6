import ArgumentParser
import Domain

/// `claimdesk returned`
struct ReturnedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "returned",
        abstract: "Show which of your reviews editors sent back, and what they miss.",
        discussion: """
            EXAMPLES
              claimdesk returned

            Answer with `claimdesk revise REVIEW`, which puts a new version in its place, or `claimdesk undo REVIEW`.
            """)

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client()
        let all = try await desk.list(["v1", "reviews", "returned"], of: Shapes.Returned.self)
        if client.json {
            print(JSONEscapes.safe(all.json.text()))
            return
        }
        var shown: [(returned: Shapes.Returned, claim: Shapes.Claim)] = []
        for item in all.items {
            shown.append((item, try await desk.get(["v1", "claims", item.claimId]).decode(Shapes.Claim.self)))
        }
        print(shown.isEmpty ? "Nothing was returned to you.\n" : Self.text(shown), terminator: "")
    }

    /// - Parameter width: of the terminal, in columns.
    static func text(
        _ all: [(returned: Shapes.Returned, claim: Shapes.Claim)], width: Int = Terminal(.never).width
    ) -> String {
        var sheet = Sheet(width: width)
        for (returned, claim) in all {
            sheet.gap()
            sheet.add("Claim", claim.statement)
            sheet.add("Missing", returned.comment)
            sheet.add("Since", LocalTime.text(returned.returnedAt))
            sheet.add("Review", returned.reviewId)
        }
        return sheet.text
    }
}
