import ArgumentParser
import Domain

/// `claimdesk drafts`
struct DraftsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts",
        abstract: "Show what you have written and not submitted, with its sources.",
        discussion: """
            EXAMPLES
              claimdesk drafts
              claimdesk drafts --claim 0198c2f0-… --json >review.json

            A draft is saved with `claimdesk review LEASE --save`, or by the desk when a review came too late. It comes
            back when you take the claim again: `claimdesk review LEASE --draft` sends it as it stands.
            """)

    @Option(help: ArgumentHelp("That of this claim alone.", valueName: "id"))
    var claim: Claim.ID?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let all = try await client.client().list(["v1", "drafts"], of: Shapes.KeptDraft.self)
        if client.json {
            print(JSONEscapes.safe(try json(all.json).text()))
            return
        }
        let shown = all.items.filter { claim == nil || $0.claimId == claim?.description }
        print(shown.isEmpty ? "No drafts.\n" : Self.text(shown), terminator: "")
    }

    /// All of them; of one claim, what a review of it has, so that it can be sent as a file.
    private func json(_ all: JSON) throws -> JSON {
        guard let claim else { return all }
        return .object(try Self.content(of: claim, in: all))
    }

    /// The members of a review as they stand in the draft of it.
    ///
    /// - Parameter all: the desk's list of drafts.
    /// - Throws: `Failure` when there is none on that claim.
    static func content(of claim: Claim.ID, in all: JSON) throws -> [JSON.Member] {
        guard case .array(let items) = all,
            let kept = items.first(where: { $0["claimId"] == JSON(claim) }), let draft = kept["draft"]
        else { throw Failure("you have no draft on the claim \(claim)") }
        return draft.leavingOut(["origin", "savedAt"]).members
    }

    /// - Parameter width: of the terminal, in columns.
    static func text(_ drafts: [Shapes.KeptDraft], width: Int = Terminal(.never).width) -> String {
        var sheet = Sheet(width: width)
        for kept in drafts {
            sheet.gap()
            sheet.add("Claim", kept.statement)
            sheet.add("", "\(kept.claimId), \(ReviewCommand.words(kept.claimStatus))")
            sheet.add(kept.draft)
        }
        return sheet.text
    }
}
