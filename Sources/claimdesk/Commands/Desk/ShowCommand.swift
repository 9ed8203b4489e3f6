import ArgumentParser
import Domain

/// `claimdesk show CLAIM`
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a claim with all of it that you may see.",
        discussion: """
            EXAMPLES
              claimdesk show 0198c2f1-…
              claimdesk show 0198c2f1-… --json

            Its place, its reviews, its evidence, the verdict or what agreeing reviews propose, what was said to and by the
            claimant, and what was decided about it. Who may still be asked for a review sees nobody else's.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let desk = try client.client()
        let answer = try await desk.get(["v1", "claims", claim.description])
        let known = try await ClaimDossier(answer, of: claim, on: desk)
        if client.json {
            print(JSONEscapes.safe(known.json.text()))
        } else {
            print(known.text(), terminator: "")
        }
    }
}
