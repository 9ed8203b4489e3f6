import ArgumentParser
import Domain

/// `claimdesk claims`
struct ClaimsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "List the desk's claims.",
        discussion: """
            EXAMPLES
              claimdesk claims --status disputed
              claimdesk claims --search harbour --claimant "Ana Ruiz" --min-score 0.5
              claimdesk claims --article 0198c2f1-… --json

            The newest first; those of an article in reading order. `claimdesk show CLAIM` has all that there is to know of
            one.
            """)

    @Option(
        help: ArgumentHelp(
            "In this state alone: \(Claim.Status.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "status"))
    var status: Claim.Status?

    @Option(help: ArgumentHelp("With these words in the statement or in the text.", valueName: "words"))
    var search: String?

    @Option(help: ArgumentHelp("Of claimants with this in their name.", valueName: "name"))
    var claimant: String?

    @Option(help: ArgumentHelp("At least so much worth checking, 0 to 1.", valueName: "score"))
    var minScore: Double?

    @Option(help: ArgumentHelp("Of this article alone.", valueName: "id"))
    var article: Article.ID?

    @Option(help: ArgumentHelp("How many at most; 0 for all (default: 50).", valueName: "n"))
    var limit = 50

    @OptionGroup var client: ClientOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit must not be negative.") }
        if article != nil, search != nil || claimant != nil || minScore != nil {
            throw ValidationError("--article goes with --status alone.")
        }
    }

    func run() async throws {
        let claims = try await found(on: try client.client())
        if client.json {
            print(JSONEscapes.safe(claims.json.text()))
            return
        }
        print(claims.items.isEmpty ? "No such claims.\n" : Self.text(claims.items), terminator: "")
        if claims.items.count == limit { StandardError.write("There may be more: --limit 0 shows all.") }
    }

    private func found(on desk: Client) async throws -> (items: [Shapes.Claim], json: JSON) {
        let most = limit == 0 ? nil : limit
        guard let article else {
            return try await desk.list(
                ["v1", "claims"],
                filter: [
                    "status": status?.rawValue, "q": search, "claimant": claimant, "minScore": minScore.map { "\($0)" },
                ], most: most, of: Shapes.Claim.self)
        }
        let all = try await desk.list(["v1", "articles", article.description, "claims"], of: Shapes.Claim.self)
        guard case .array(let json) = all.json else { return all }
        let chosen = all.items.indices
            .filter { status == nil || all.items[$0].status == status?.rawValue }
            .prefix(most ?? .max)
        return (chosen.map { all.items[$0] }, .array(chosen.map { json[$0] }))
    }

    /// - Parameter width: of the terminal, in columns.
    static func text(_ claims: [Shapes.Claim], width: Int = Terminal(.never).width) -> String {
        var sheet = Sheet(width: width)
        for claim in claims {
            sheet.gap()
            sheet.line("\(claim.id)  \(ReviewCommand.words(claim.status))")
            sheet.paragraph(claim.statement, indent: 2)
            let score = claim.score.map { ", score \(Score.text($0))" } ?? ""
            sheet.paragraph("\(Sheet.words(claim.claimant)): \(claim.kind)\(score)", indent: 2)
        }
        return sheet.text
    }
}

extension Claim.Status: ExpressibleByArgument {}
