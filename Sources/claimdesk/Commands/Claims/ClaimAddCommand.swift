import ArgumentParser
import Domain

/// `claimdesk claim add ARTICLE`
struct ClaimAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a claim that nobody found.",
        discussion: """
            EXAMPLES
              claimdesk claim add 0198c2f1-… --exact "The wall is 412 metres long" --statement "Port Sable's harbour wall …"
              claimdesk claim add 0198c2f1-… --title --exact "Wall to cost double" --kind quantity
              claimdesk claim add 0198c2f1-… --from 120 --to 164 --claimant "Mira Oduya" --quotation direct
              claimdesk claim add 0198c2f1-… --statement "The quay is closed." --anonymous \\
                  --source-title "Leaflet at the quay" --source-url https://example.org/leaflet

            The words are given as they stand, letter by letter; --prefix and --suffix tell which place is meant where there
            are several. A claim that stands nowhere in the article needs a statement, who says it, and where it was found.
            An editor's claim goes into the queue; others wait for an editor. Needs a key with the role editor, or another
            if the desk's policy lets it.
            """)

    @Argument(help: "The article.")
    var article: Article.ID

    @Option(help: ArgumentHelp("The words as they stand.", valueName: "words"))
    var exact: String?

    @Option(help: ArgumentHelp("What stands right before them.", valueName: "words"))
    var prefix: String?

    @Option(help: ArgumentHelp("What stands right behind them.", valueName: "words"))
    var suffix: String?

    @Option(help: ArgumentHelp("Where they begin, in code points from 0.", valueName: "offset"))
    var from: Int?

    @Option(help: ArgumentHelp("Where they end, exclusive.", valueName: "offset"))
    var to: Int?

    @Flag(help: "They stand in the title, not in the text.")
    var title = false

    @Option(help: ArgumentHelp("What the claim says by itself (default: the words).", valueName: "text"))
    var statement: String?

    @Option(help: "quantity, event, statement, cause, comparison, law, record, prediction, opinion or other.")
    var kind: Claim.Kind?

    @OptionGroup var said: ClaimantOptions

    @Option(help: ArgumentHelp("Where it was found.", valueName: "text"))
    var sourceTitle: String?

    @Option(help: ArgumentHelp("The address of that.", valueName: "url"))
    var sourceURL: String?

    @Option(help: "−100 to 100; 0 when left out.")
    var priority: Int?

    @Option(help: "How many people review it (default: the article's).")
    var requiredReviews: Int?

    @Flag(help: "Leave it for triage, out of the queue.")
    var hold = false

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await client.client().post(["v1", "articles", article.description, "claims"], body)
        if client.printJSON(answer) { return }
        let claim = try answer.decode(Shapes.Claim.self)
        print("Added: claim \(claim.id), \(claim.status): \(TerminalText.oneLine(claim.statement))")
    }

    /// The claim as the API takes it.
    var body: JSON {
        let anchor: [(String, JSON)] = [
            ("part", title ? "title" : .null), ("exact", JSON(exact)), ("prefix", JSON(prefix)),
            ("suffix", JSON(suffix)), ("start", JSON(from)), ("end", JSON(to)),
        ]
        let source: [(String, JSON)] = [("title", JSON(sourceTitle)), ("url", JSON(sourceURL))]
        return Self.object([
            ("anchor", Self.object(anchor)), ("statement", JSON(statement)), ("kind", JSON(kind)),
            ("claimant", said.json ?? .null), ("source", Self.object(source)), ("priority", JSON(priority)),
            ("requiredReviews", JSON(requiredReviews)), ("queue", hold ? .bool(false) : .null),
        ])
    }

    /// An object of the members that say something; null when none does.
    private static func object(_ members: [(String, JSON)]) -> JSON {
        let given = members.filter { $0.1 != .null }.map { JSON.Member($0.0, $0.1) }
        return given.isEmpty ? .null : .object(given)
    }
}
