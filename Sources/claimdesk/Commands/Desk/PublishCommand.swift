import ArgumentParser
import Domain

/// `claimdesk publish CLAIM`
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish the verdict on a claim.",
        discussion: """
            EXAMPLES
              claimdesk publish 0198c2f1-…

            Takes the verdict that was decided, or the one that agreeing reviews have drafted. From then on it stands in
            the article's report. Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(help: ArgumentHelp("Why you publish though only you reviewed the claim; it is logged.", valueName: "text"))
    var overrideReason: String?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let body: JSON = overrideReason.map { ["overrideReason": .string($0)] } ?? .object([])
        let answer = try await client.client().post(["v1", "claims", claim.description, "publication"], body)
        if client.printJSON(answer) { return }
        let publication = try answer.decode(Shapes.Publication.self)
        print(
            "Published: \(publication.verdict.rating.label), claim \(publication.claimId), at \(publication.publishedAt)."
        )
    }
}
