import ArgumentParser
import Domain

/// `claimdesk review LEASE`
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Send your review of a claim that you have taken.",
        discussion: """
            EXAMPLES
              claimdesk review 0198c2f1-… --token 42 --rating mostly_false \\
                  --rationale "The ministry's own table gives a third of that figure." \\
                  --refutes 'https://stats.example.org/t3 "62,000 litres in 2023"'
              claimdesk review 0198c2f1-… --token 42 --file review.json

            \(AssessmentOptions.sources)

            LEASE and token are those that `claimdesk take` printed. A review that comes too late is kept as a draft.
            """)

    @Argument(help: "The lease under which you have taken the claim.")
    var lease: Lease.ID

    @Option(help: "The lease's token.")
    var token: String

    @OptionGroup var opinion: AssessmentOptions
    @OptionGroup var client: ClientOptions

    func run() async throws {
        let body = JSON.object([.init("token", .string(token))] + (try opinion.members()).filter { $0.name != "token" })
        let answer = try await client.client().post(["v1", "leases", lease.description, "review"], body)
        if client.printJSON(answer) { return }
        let review = try answer.decode(Shapes.Review.self)
        print(
            "Review stored: \(review.rating.label). Claim \(review.claimId) is now \(Self.words(review.claimStatus)).")
    }

    static func words(_ status: String) -> String { status.split(separator: "_").joined(separator: " ") }
}
