import ArgumentParser
import Domain
import Foundation

/// `claimdesk events`
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Follow what happens on a desk.",
        discussion: """
            EXAMPLES
              claimdesk events
              claimdesk events --kinds review,verdict --json

            Prints a line for each event, as it happens, until it is stopped (Ctrl-C) or the desk ends the stream. --json
            prints each as the desk sent it.
            """)

    @Option(
        help: ArgumentHelp(
            "Only these: article, claim, assignment, lease, review, comment, verdict.", valueName: "kinds"))
    var kinds: String?

    @OptionGroup var client: ClientOptions

    func run() async throws {
        let client = try client.client()
        let stream = if let kinds { try client.events(["kinds": kinds]) } else { try client.events() }
        for try await event in stream.events where event.name != nil {
            print(self.client.json ? JSONEscapes.safe(event.data) : try Self.line(event))
            // Whoever reads a pipe reads it now.
            fflush(nil)
        }
    }

    static func line(_ event: EventStream.Event) throws(Failure) -> String {
        let shape = try Client.Answer(status: 200, body: Data(event.data.utf8)).decode(Shapes.Event.self)
        let subject = shape.claimId.map { "claim \($0)" } ?? shape.articleId.map { "article \($0)" }
        return [LocalTime.text(shape.at), shape.type, subject, shape.actor?.name].compactMap(\.self).joined(
            separator: "  ")
    }
}
