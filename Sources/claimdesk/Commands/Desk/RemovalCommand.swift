import ArgumentParser
import Domain

/// `claimdesk removal`
struct RemovalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "removal",
        abstract: "Take a name or other words off every public form at once, and put them back.",
        discussion: """
            Every form then says [removed] in their place. Who removed them, when and why is on record; the desk's own
            texts stay. Needs a key with the role editor or admin.
            """,
        subcommands: [Add.self, Lift.self, List.self])

    /// `claimdesk removal add WORDS`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take words off.",
            discussion: """
                EXAMPLES
                  claimdesk removal add "Ina Calder" --reason "Order of the district court of 3 March."
                """)

        @Argument(help: "Whole words, however they are typed.")
        var words: String

        @Option(help: ArgumentHelp("Why, for the desk alone.", valueName: "text"))
        var reason: String

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client().post(
                ["v1", "removals"], ["words": .string(words), "reason": .string(reason)])
            if client.printJSON(answer) { return }
            let removal = try answer.decode(Shapes.Removal.self)
            print(Self.text(removal), terminator: "")
        }

        static func text(_ removal: Shapes.Removal) -> String {
            var lines = ["Off every public form: \(TerminalText.oneLine(removal.words)). Removal \(removal.id)."]
            let forms = removal.alsoStands ?? []
            if !forms.isEmpty {
                lines.append("Other forms still stand; take off those that mean the same:")
                lines += forms.map { "  \(TerminalText.oneLine($0.words)) (in \(counted($0.texts, "text")))" }
            }
            return lines.map { "\($0)\n" }.joined()
        }
    }

    /// `claimdesk removal lift REMOVAL`
    struct Lift: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let removed words stand in public again.",
            discussion: """
                EXAMPLES
                  claimdesk removal lift 0198c2f1-… --reason "The order was lifted."
                """)

        @Argument(help: "The removal.")
        var removal: Removal.ID

        @Option(help: ArgumentHelp("Why, for the desk alone.", valueName: "text"))
        var reason: String

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client().post(
                ["v1", "removals", removal.description, "lifting"], ["reason": .string(reason)])
            if client.printJSON(answer) { return }
            let removal = try answer.decode(Shapes.Removal.self)
            print("In public again: \(TerminalText.oneLine(removal.words)).")
        }
    }

    /// `claimdesk removal list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what was taken off.",
            discussion: """
                EXAMPLES
                  claimdesk removal list
                """)

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let all = try await client.client().list(["v1", "removals"], of: Shapes.Removal.self)
            if client.json {
                print(JSONEscapes.safe(all.json.text()))
                return
            }
            print(all.items.isEmpty ? "Nothing was taken off.\n" : Self.text(all.items), terminator: "")
        }

        /// - Parameter width: of the terminal, in columns.
        static func text(_ all: [Shapes.Removal], width: Int = Terminal(.never).width) -> String {
            var sheet = Sheet(width: width)
            for removal in all {
                sheet.gap()
                sheet.add("Words", removal.words)
                sheet.add("Removed", "\(LocalTime.text(removal.removedAt)), by \(removal.removedBy.name)")
                sheet.add("Why", removal.reason)
                if let lifted = removal.liftedAt { sheet.add("Put back", LocalTime.text(lifted)) }
                sheet.add("Removal", removal.id)
            }
            return sheet.text
        }
    }
}
