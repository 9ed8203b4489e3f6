import ArgumentParser
import Domain

/// `claimdesk request`
struct RequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "See who says that a published verdict is wrong, and take down what somebody says.",
        discussion: """
            A request is answered with `claimdesk correct CLAIM DECISION --request REQUEST`: no_change where the verdict
            stands.
            """,
        subcommands: [List.self, Add.self])

    /// `claimdesk request list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List correction requests, the newest first.",
            discussion: """
                EXAMPLES
                  claimdesk request list
                  claimdesk request list --answered
                """)

        @Flag(help: "Those that were answered (default: those that wait).")
        var answered = false

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let all = try await client.client().list(
                ["v1", "correction-requests"], filter: ["open": answered ? "false" : "true"],
                of: Shapes.CorrectionRequest.self)
            if client.json {
                print(JSONEscapes.safe(all.json.text()))
                return
            }
            let none = answered ? "No request was answered.\n" : "No request waits.\n"
            print(all.items.isEmpty ? none : Self.text(all.items), terminator: "")
        }

        /// - Parameter width: of the terminal, in columns.
        static func text(_ all: [Shapes.CorrectionRequest], width: Int = Terminal(.never).width) -> String {
            var sheet = Sheet(width: width)
            for request in all {
                sheet.gap()
                sheet.add("Request", request.text)
                sheet.add(
                    "From",
                    [request.requesterName, request.requesterContact].compactMap(\.self).joined(separator: ", "))
                sheet.add("Received", LocalTime.text(request.receivedAt))
                sheet.add("See", request.url)
                sheet.add("Claim", request.claimId)
                if let decision = request.decision {
                    let day = request.decidedAt.map { ", \(LocalTime.text($0))" } ?? ""
                    sheet.add("Answered", "\(ReviewCommand.words(decision))\(day)")
                } else {
                    sheet.line("claimdesk correct \(request.claimId) no_change --request \(request.id)", indent: 12)
                }
            }
            return sheet.text
        }
    }

    /// `claimdesk request add CLAIM`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take down that somebody says a published verdict is wrong.",
            discussion: """
                EXAMPLES
                  claimdesk request add 0198c2f1-… --text "The register was amended in May." --name "Ina Calder" \\
                    --contact ina@ferry.example
                """)

        @Argument(help: "The claim.")
        var claim: Claim.ID

        @Option(help: ArgumentHelp("What they say.", valueName: "text"))
        var text: String

        @Option(help: ArgumentHelp("Who says it.", valueName: "name"))
        var name: String?

        @Option(help: ArgumentHelp("Where they are reached.", valueName: "text"))
        var contact: String?

        @Option(help: ArgumentHelp("A page that bears it out.", valueName: "url"))
        var url: String?

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client().post(
                ["v1", "claims", claim.description, "correction-requests"], body)
            if client.printJSON(answer) { return }
            print("Taken down: request \(try answer.decode(Shapes.CorrectionRequest.self).id).")
        }

        var body: JSON {
            [
                "text": .string(text), "requesterName": JSON(name), "requesterContact": JSON(contact),
                "url": JSON(url),
            ]
        }
    }
}
