import ArgumentParser
import Domain

/// `claimdesk review LEASE`
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Send your review of a claim that you have taken.",
        discussion: """
            EXAMPLES
              claimdesk review 0198c2f1-… --rating mostly_false \\
                  --rationale "The ministry's own table gives a third of that figure." \\
                  --refutes 'https://stats.example.org/t3 "62,000 litres in 2023"'
              claimdesk review 0198c2f1-… --file review.json
              claimdesk review 0198c2f1-… --save --rationale "The table says"
              claimdesk review 0198c2f1-… --draft --rating mostly_false

            \(AssessmentOptions.sources)

            LEASE is what `claimdesk take` and `claimdesk mine` print. A review that comes too late is kept as a draft.
            """)

    @Flag(help: "Send your draft of it, with what is given here in the place of its parts.")
    var draft = false

    @Flag(help: "Keep it as a draft instead of sending it; any part may be missing.")
    var save = false

    @OptionGroup var lease: LeaseOptions
    @OptionGroup var opinion: AssessmentOptions

    func validate() throws {
        if save, draft { throw ValidationError("--draft sends a draft and --save keeps one: choose one.") }
        if !save, !draft { try opinion.requireWhole() }
    }

    func run() async throws {
        let desk = try lease.client.client()
        let path = ["v1", "leases", lease.lease.description]
        let body = JSON.object([.init("token", try await lease.token(on: desk))] + (try await members(on: desk)))
        if save {
            let answer = try await desk.put(path + ["draft"], body)
            if lease.client.printJSON(answer) { return }
            print("Kept as a draft; `claimdesk review \(lease.lease) --draft` sends it.")
            return
        }
        do {
            let answer = try await desk.post(path + ["review"], body)
            if lease.client.printJSON(answer) { return }
            let review = try answer.decode(Shapes.Review.self)
            print("Review stored: \(review.rating.label). The claim is \(Self.words(review.claimStatus)).")
            print("To change it: claimdesk revise \(review.id)")
        } catch let problem as Problem where problem.type == "already-submitted" {
            throw Failure(try Self.words(problem))
        }
    }

    /// What is sent besides the token: of a draft, what was given here in the place of its parts.
    private func members(on desk: Client) async throws -> [JSON.Member] {
        let given = try opinion.members().filter { $0.name != "token" }
        if !draft { return save ? given.filter(Self.says) : given }
        let held = try await desk.get(["v1", "me"]).decode(Shapes.Me.self).leases
        guard let claim = held.first(where: { $0.id == lease.lease.description }).flatMap({ Claim.ID($0.claimId) })
        else {
            throw Failure("you do not hold that claim any more; take it again, and the draft comes with it")
        }
        let kept = try DraftsCommand.content(
            of: claim, in: try await desk.list(["v1", "drafts"], of: Shapes.KeptDraft.self).json)
        let new = given.filter(Self.says)
        return kept.filter { old in !new.contains { $0.name == old.name } } + new
    }

    private static func says(_ member: JSON.Member) -> Bool { member.value != .null && member.value != .array([]) }

    /// What stands already, where a review is sent again.
    private static func words(_ problem: Problem) throws -> String {
        struct Document: Decodable {
            let review: Shapes.GivenReview
            let draftKept: Bool
        }
        let document = try Client.Answer(status: problem.status, body: problem.body).decode(Document.self)
        let review = document.review
        return """
            your review is in already: \(review.rating.label), sent on \(LocalTime.text(review.submittedAt)). \
            \(document.draftKept ? "What you wrote now is kept as a draft. " : "")\
            To change it: claimdesk revise \(review.id)
            """
    }

    static func words(_ status: String) -> String { status.split(separator: "_").joined(separator: " ") }
}
