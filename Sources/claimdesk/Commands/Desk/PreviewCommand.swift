import ArgumentParser
import Domain
import Foundation

/// `claimdesk preview CLAIM`
struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Read what a publication would make public, before it does.",
        discussion: """
            EXAMPLES
              claimdesk preview 0198c2f1-…
              claimdesk preview 0198c2f1-… --form page -o page.html

            The article's report in Markdown, as it would be, unless another form is named; what stands against the
            publication goes to standard error. Nothing is published. Needs a key with the role editor.
            """)

    enum Form: String, CaseIterable, ExpressibleByArgument {
        case markdown, page
        case articlePage = "article-page"
        case feedEntry = "feed-entry"
        case claimReview = "claimreview"

        /// The form's name in the answer.
        var name: String {
            switch self {
            case .markdown: "markdown"
            case .page: "page"
            case .articlePage: "articlePage"
            case .feedEntry: "feedEntry"
            case .claimReview: "claimReview"
            }
        }
    }

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @Option(help: "What is shown: markdown, page, article-page, feed-entry, claimreview.")
    var form = Form.markdown

    @Option(name: .shortAndLong, help: ArgumentHelp("Write it to a file.", valueName: "file"))
    var output: String?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await PublicationGuard.answer(for: claim, [:], on: try client.client())
        if client.printJSON(answer) { return }
        let guarding = try answer.decode(Shapes.Preview.self)
        StandardError.write(PublicationGuard.text(guarding))
        guard let shown = JSON(parsing: answer.text)?["forms"]?[form.name], shown != .null else {
            throw Failure("there is no verdict to publish yet")
        }
        let text = shown.string ?? shown.text()
        if let output {
            try Client.Answer(status: 200, body: Data(text.utf8)).write(to: output)
        } else {
            print(text)
        }
    }
}

/// `claimdesk gates CLAIM`
struct GatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gates",
        abstract: "Show what the desk asks for before it publishes a claim's verdict, and what is missing.",
        discussion: """
            EXAMPLES
              claimdesk gates 0198c2f1-…

            Needs a key with the role editor.
            """)

    @Argument(help: "The claim.")
    var claim: Claim.ID

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let answer = try await PublicationGuard.answer(for: claim, [:], on: try client.client())
        if client.json {
            print(JSONEscapes.safe((JSON(parsing: answer.text)?["gates"] ?? .null).text()))
            return
        }
        print(PublicationGuard.text(try answer.decode(Shapes.Preview.self)), terminator: "")
    }
}

/// What stands against a publication, and what the desk's gates say.
enum PublicationGuard {
    /// Asks for it.
    ///
    /// - Parameter body: of the publication.
    static func answer(for claim: Claim.ID, _ body: JSON, on desk: Client) async throws -> Client.Answer {
        try await desk.post(["v1", "claims", claim.description, "publication", "preview"], body)
    }

    /// - Parameter width: of the terminal, in columns.
    static func text(_ preview: Shapes.Preview, width: Int = Terminal(.never).width) -> String {
        var sheet = Sheet(width: width)
        for objection in preview.objections {
            sheet.add("Against it", [objection.title, objection.detail].compactMap(\.self).joined(separator: ": "))
        }
        for gate in preview.gates where gate.state != "off" {
            let words =
                switch gate.state {
                case "open": "met"
                case "passed": "passed with a reason; \(gate.missing ?? "")"
                default: (gate.missing ?? "held") + (gate.canBePassed ? " (or --pass \(gate.gate)=why)" : "")
                }
            sheet.add("Gate", "\(gate.gate): \(words)")
        }
        if preview.objections.isEmpty { sheet.paragraph("Nothing stands against it.") }
        return sheet.text
    }
}

extension Shapes {
    struct Preview: Decodable {
        struct Objection: Decodable {
            let title: String
            let detail: String?
        }

        struct Gate: Decodable {
            let gate: String
            let state: String
            let missing: String?
            let canBePassed: Bool
        }

        let objections: [Objection]
        let gates: [Gate]
    }
}
