import ArgumentParser
import Foundation

/// `claimdesk mine`
struct MineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mine",
        abstract: "Show what you hold, and what waits for you.",
        discussion: """
            EXAMPLES
              claimdesk mine
              claimdesk mine --json

            The claims that you have taken with the time that each has left, those that an editor gave to you, then how many
            drafts and returned reviews there are. --json prints who you are and your leases with their tokens, as GET /v1/me.
            """)

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client()
        let answer = try await desk.get(["v1", "me"])
        if client.printJSON(answer) { return }
        let me = try answer.decode(Shapes.Me.self)
        guard me.roles.contains("reviewer") else {
            print("\(me.member.name): \(me.roles.joined(separator: ", ")). Only reviewers hold claims.")
            return
        }
        var held: [(lease: Shapes.Me.Held, claim: Shapes.Claim)] = []
        for lease in me.leases {
            held.append((lease, try await desk.get(["v1", "claims", lease.claimId]).decode(Shapes.Claim.self)))
        }
        let drafts = try await desk.list(["v1", "drafts"], of: Shapes.KeptDraft.self).items
        let returned = try await desk.list(["v1", "reviews", "returned"], of: Shapes.Returned.self).items
        let given = try await desk.list(["v1", "assignments"], of: Shapes.Assignment.self).items
        print(Self.text(held, given: given, drafts: drafts.count, returned: returned.count), terminator: "")
    }

    /// - Parameters:
    ///   - now: which times are told from.
    ///   - width: of the terminal, in columns.
    static func text(
        _ held: [(lease: Shapes.Me.Held, claim: Shapes.Claim)], given: [Shapes.Assignment] = [], drafts: Int,
        returned: Int, now: Date = Date(), width: Int = Terminal(.never).width
    ) -> String {
        var sheet = Sheet(width: width)
        if held.isEmpty { sheet.paragraph("You hold no claim.") }
        for (lease, claim) in held {
            sheet.add("Claim", claim.statement)
            sheet.add("Until", LocalTime.text(lease.expiresAt, from: now))
            sheet.add("Lease", lease.id)
            sheet.gap()
        }
        let waiting = given.filter { item in !held.contains { $0.claim.id == item.claimId } }
        for item in waiting {
            sheet.add("Given", item.statement)
            sheet.add("", "by \(item.assignedBy)\(item.dueAt.map { ", due \(LocalTime.text($0, from: now))" } ?? "")")
            sheet.gap()
        }
        if !waiting.isEmpty { sheet.paragraph("To take what you were given: claimdesk take --assigned") }
        if drafts > 0 { sheet.paragraph("\(counted(drafts, "draft")): claimdesk drafts") }
        if returned > 0 { sheet.paragraph("\(counted(returned, "review")) returned to you: claimdesk returned") }
        return sheet.text
    }
}
