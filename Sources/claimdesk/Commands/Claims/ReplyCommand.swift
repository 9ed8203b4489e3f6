import ArgumentParser
import Domain

/// `claimdesk reply`
struct ReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: "Record that the claimant was asked, and what they answered.",
        discussion: """
            The page of a verdict says whether and when its claimant was asked, and what they answered; a desk may publish
            nothing without it (`claimdesk gates`). Needs a key with the role reviewer or editor.
            """,
        subcommands: [Ask.self, Answer.self, List.self])

    /// `claimdesk reply ask CLAIM`
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that the claimant was asked.",
            discussion: """
                EXAMPLES
                  claimdesk reply ask 0198c2f1-… --channel email --contact press@ferry.example --at 2026-03-14T09:00:00Z
                  claimdesk reply ask 0198c2f1-… --channel phone --contact "Ina Calder" --at 2026-03-14T09:00:00Z \\
                    --answer "We stand by it." --answered-at 2026-03-14T09:00:00Z

                What the message said is for the desk alone; the answer is public with the verdict.
                """)

        @Argument(help: "The claim.")
        var claim: Claim.ID

        @Option(help: "How.")
        var channel: Channel

        @Option(help: ArgumentHelp("Who was asked, and where.", valueName: "text"))
        var contact: String

        @Option(help: ArgumentHelp("When, with its zone.", valueName: "time"))
        var at: String

        @Option(help: ArgumentHelp("What was asked.", valueName: "text"))
        var message: String?

        @Option(help: ArgumentHelp("What they answered, if they did at once.", valueName: "text"))
        var answer: String?

        @Option(help: ArgumentHelp("When, with its zone.", valueName: "time"))
        var answeredAt: String?

        @OptionGroup var client: ClientOptions

        enum Channel: String, ExpressibleByArgument, CaseIterable {
            case email, phone, letter, social
            case inPerson = "in_person"
            case other
        }

        func validate() throws {
            try requireTime(at, "--at")
            if let answeredAt { try requireTime(answeredAt, "--answered-at") }
            if (answer == nil) != (answeredAt == nil) {
                throw ValidationError("--answer and --answered-at go together.")
            }
        }

        func run() async throws {
            let sent = try await client.client().post(["v1", "claims", claim.description, "replies"], body)
            if client.printJSON(sent) { return }
            let attempt = try sent.decode(Shapes.Reply.self)
            print(
                attempt.answer == nil
                    ? "Noted. When they answer: claimdesk reply answer \(attempt.id) --answer … --at …"
                    : "Noted, with the answer.")
        }

        var body: JSON {
            [
                "channel": JSON(channel), "contact": .string(contact), "contactedAt": .string(at),
                "message": JSON(message), "answer": JSON(answer), "answeredAt": JSON(answeredAt),
            ]
        }
    }

    /// `claimdesk reply answer ATTEMPT`
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record what a claimant answered who was asked before.",
            discussion: """
                EXAMPLES
                  claimdesk reply answer 0198c2f8-… --answer "We stand by it." --at 2026-03-15T17:30:00Z
                """)

        @Argument(help: "The attempt to reach them; `claimdesk reply list CLAIM` prints it.")
        var attempt: ReplyAttempt.ID

        @Option(help: ArgumentHelp("What they answered, for the public.", valueName: "text"))
        var answer: String

        @Option(help: ArgumentHelp("When, with its zone.", valueName: "time"))
        var at: String

        @OptionGroup var client: ClientOptions

        func validate() throws { try requireTime(at, "--at") }

        func run() async throws {
            let sent = try await client.client().post(
                ["v1", "replies", attempt.description, "answer"],
                ["answer": .string(answer), "answeredAt": .string(at)])
            if client.printJSON(sent) { return }
            _ = try sent.decode(Shapes.Reply.self)
            print("Noted.")
        }
    }

    /// `claimdesk reply list CLAIM`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the attempts to reach a claim's claimant.",
            discussion: """
                EXAMPLES
                  claimdesk reply list 0198c2f1-…
                """)

        @Argument(help: "The claim.")
        var claim: Claim.ID

        @OptionGroup var client: ClientOptions

        func run() async throws {
            let answer = try await client.client().get(["v1", "claims", claim.description, "replies"])
            if client.printJSON(answer) { return }
            let all = try answer.decode(Shapes.List<Shapes.Reply>.self).items
            print(all.isEmpty ? "Nobody was asked.\n" : Self.text(all), terminator: "")
        }

        /// - Parameter width: of the terminal, in columns.
        static func text(_ all: [Shapes.Reply], width: Int = Terminal(.never).width) -> String {
            var sheet = Sheet(width: width)
            for attempt in all {
                sheet.gap()
                sheet.add("Asked", "\(attempt.contact) (\(ReviewCommand.words(attempt.channel)))")
                sheet.add(LocalTime.text(attempt.contactedAt))
                sheet.add("Answer", attempt.answer ?? "none yet")
                if let answered = attempt.answeredAt { sheet.add(LocalTime.text(answered)) }
                sheet.add("Attempt", attempt.id)
            }
            return sheet.text
        }
    }
}

/// - Throws: `ValidationError` for what is no time with its zone.
private func requireTime(_ text: String, _ option: String) throws {
    if Timestamp.date(text) == nil {
        throw ValidationError("\(option) must be a time with its zone, such as 2026-03-14T17:00:00Z.")
    }
}
