import ArgumentParser
import Foundation

/// `claimdesk health`
struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Ask a server whether it is alive; for container health checks.",
        discussion: """
            Exit code 0 when it answers, 1 when it does not. Asks CLAIMDESK_URL, or the server that listens on
            CLAIMDESK_PORT of this machine.
            """)

    @Option(help: "The server's address.")
    var server: String?

    func run() async throws {
        let settings = try Settings(flags: [.init(.url, "--server", server)])
        // A container sets the port that serve listens on, and needs to say nothing else.
        let address = settings.source(of: .url) == .standard ? "http://127.0.0.1:\(settings.port)" : settings.url
        let desk = Client(try ServerAddress(address), key: nil, timeout: 2, pauses: [])
        _ = try await desk.get(["healthz"])
        print("\(desk.address) is alive")
    }
}
