import ArgumentParser
import Domain

/// `claimdesk evidence`
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "See what is cited about a claim, and add to it beside the reviews.",
        subcommands: [List.self, Add.self])

    /// `claimdesk evidence list CLAIM`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a claim's evidence.",
            discussion: """
                EXAMPLES
                  claimdesk evidence list 0198c2f1-…
                """)

        @Argument(help: "The claim.")
        var claim: Claim.ID

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client().get(["v1", "claims", claim.description, "evidence"])
            if client.printJSON(answer) { return }
            let all = try answer.decode(Shapes.List<Shapes.Evidence>.self).items
            var sheet = Sheet()
            sheet.add(all)
            print(all.isEmpty ? "Nothing is cited that you may see.\n" : sheet.text, terminator: "")
        }
    }

    /// `claimdesk evidence add CLAIM`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add sources to a claim's evidence.",
            discussion: """
                EXAMPLES
                  claimdesk evidence add 0198c2f1-… --refutes 'https://stats.example.org/t3 "62,000 litres in 2023"'

                \(AssessmentOptions.sources)
                """)

        @Argument(help: "The claim.")
        var claim: Claim.ID

        @Option(
            help: ArgumentHelp("A source that bears the claim out; may be given several times.", valueName: "source"))
        var supports: [String] = []

        @Option(help: ArgumentHelp("A source that speaks against it.", valueName: "source"))
        var refutes: [String] = []

        @Option(help: ArgumentHelp("A source that puts it into context.", valueName: "source"))
        var context: [String] = []

        @OptionGroup var client: ClientOptions

        func validate() throws {
            if (supports + refutes + context).isEmpty {
                throw ValidationError("Give a source with --supports, --refutes or --context.")
            }
        }

        func run() async throws {
            let desk = try client.client()
            // All of them are read before any is sent.
            for item in try items() {
                let answer = try await desk.post(["v1", "claims", claim.description, "evidence"], item)
                if client.printJSON(answer) { continue }
                let added = try answer.decode(Shapes.Evidence.self)
                print("\(answer.status == 201 ? "Added" : "Known already"): \(TerminalText.oneLine(added.url ?? ""))")
            }
        }

        /// The items as the API takes them.
        ///
        /// - Throws: `Failure` when a source is no source.
        func items() throws -> [JSON] {
            let all: [(EvidenceInput.Stance, [String])] = [
                (.supports, supports), (.refutes, refutes), (.context, context),
            ]
            return try all.flatMap { stance, sources in
                try sources.map { try EvidenceArgument($0).json(stance: stance) }
            }
        }
    }
}
