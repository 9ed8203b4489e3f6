import ArgumentParser
import Domain

/// `claimdesk comment CLAIM [TEXT]`
struct CommentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment",
        abstract: "Read what is said about a claim, or say something.",
        discussion: """
            EXAMPLES
              claimdesk comment 0198c2f1-…
              claimdesk comment 0198c2f1-… "The figure stands on page 12 of the annual report."

            Comments are no reviews, and are never changed. Who may still be asked for a review of the claim reads their own,
            and those that can carry nobody's judgement: of members who will not be asked, from before anybody had reviewed.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Argument(help: "What to say (default: nothing; what was said is shown).")
    var text: String?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client()
        let path = ["v1", "claims", claim.description, "comments"]
        if let text {
            let answer = try await desk.post(path, ["text": .string(text)])
            if client.printJSON(answer) { return }
            let comment = try answer.decode(Shapes.Comment.self)
            print("Said, \(comment.open ? "to everybody on the desk" : "to those who see the claim's reviews").")
            return
        }
        let all = try await desk.list(path, of: Shapes.Comment.self)
        if client.json {
            print(JSONEscapes.safe(all.json.text()))
            return
        }
        var sheet = Sheet()
        for comment in all.items { sheet.add(comment) }
        print(all.items.isEmpty ? "Nothing was said that you may read.\n" : sheet.text, terminator: "")
    }
}
