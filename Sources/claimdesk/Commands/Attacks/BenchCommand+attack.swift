import ArgumentParser
import Domain
import Foundation

extension BenchCommand {
    /// `claimdesk bench attack`
    struct Attack: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure what members feel of clients that mean them ill.",
            discussion: """
                Each runs `claimdesk serve` as a process of its own on a Postgres of its own in a temporary folder, fills a
                desk, and has eight members work before and during the attack. All of it is on this machine's loopback.
                """,
            subcommands: [SlowBodies.self, Unread.self, Searchers.self])
    }
}

/// What all attacks are told.
struct AttackOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Claims on the desk.", valueName: "n"))
    var volume = 2000

    @Option(help: ArgumentHelp("How long the members work undisturbed.", valueName: "seconds"))
    var quiet = 20

    func validate() throws {
        guard (100...1_000_000).contains(volume) else { throw ValidationError("--volume must be from 100 to 1000000.") }
        guard (1...600).contains(quiet) else { throw ValidationError("--quiet must be from 1 to 600.") }
    }

    /// Runs something against a server with a filled desk named `desk`.
    func onDesk(
        _ environment: [String: String] = [:],
        _ body: @escaping @Sendable (BenchServer, ProgressLine) async throws -> Void
    ) async throws {
        let settings = try Settings()
        let progress = ProgressLine()
        defer { progress.done() }
        Self.say("\(Timestamp.text(Date())), \(Machine.description)", progress)
        let volume = volume
        // Attackers' sockets are ours.
        _ = OpenFiles.raised(for: settings)
        try await BenchServer.run(settings, progress, sharedBuffers: 256, environment: environment) { server in
            progress.step("Filling the desk: \(volume) claims")
            try await server.fill("desk", claims: volume)
            try await body(server, progress)
        }
    }

    static func say(_ text: String, _ progress: ProgressLine) {
        progress.done()
        print(text)
        fflush(nil)
    }
}

extension BenchCommand.Attack {
    /// `claimdesk bench attack slow-bodies`
    struct SlowBodies: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Connections that send a byte of a body now and then, without and with a key.",
            discussion: """
                EXAMPLES
                  claimdesk bench attack slow-bodies
                  claimdesk bench attack slow-bodies --connections 2000
                """)

        @OptionGroup var options: AttackOptions

        @Option(help: ArgumentHelp("How many.", valueName: "n"))
        var connections = 905

        func validate() throws {
            guard (1...10_000).contains(connections) else {
                throw ValidationError("--connections must be from 1 to 10000.")
            }
        }

        func run() async throws {
            let (connections, quiet) = (connections, options.quiet)
            try await options.onDesk { server, progress in
                let key = try await server.key(of: "desk", member: "submitter1")
                for (name, header) in [
                    ("without a key", ""), ("with a key", "Authorization: Bearer \(key)\r\n"),
                ] {
                    let head =
                        "POST /v1/articles HTTP/1.1\r\nHost: desk.test\r\n\(header)Content-Type: application/json\r\n"
                        + "Content-Length: 4000000\r\n\r\n{"
                    let run = AttackRun(server: server, slug: "desk", quietSeconds: quiet)
                    let outcome = try await run.run(progress, seconds: 90) {
                        try HostileClients(connections, port: server.port, beginning: head)
                    }
                    AttackOptions.say(outcome.text("\(connections) slow bodies \(name)", peak: server.peak()), progress)
                }
            }
        }
    }

    /// `claimdesk bench attack unread`
    struct Unread: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Clients that ask for a large answer and never read it.",
            discussion: """
                EXAMPLES
                  claimdesk bench attack unread
                  claimdesk bench attack unread --clients 1500

                The answer is an article of 2.5 MB with its text.
                """)

        @OptionGroup var options: AttackOptions

        @Option(help: ArgumentHelp("How many.", valueName: "n"))
        var clients = 600

        func validate() throws {
            guard (1...10_000).contains(clients) else { throw ValidationError("--clients must be from 1 to 10000.") }
        }

        func run() async throws {
            let (clients, quiet) = (clients, options.quiet)
            try await options.onDesk { server, progress in
                let key = try await server.key(of: "desk", member: "submitter1")
                let client = Client(try server.serverAddress, key: key)
                let sentence = "The harbour wall is 412 metres long and cost 38 million crowns, the port said. "
                let article = try await client.post(
                    ["v1", "articles"],
                    [
                        "title": "Harbour wall",
                        "body": .string(String(repeating: sentence, count: 2_500_000 / sentence.count)),
                    ]
                ).decode(Shapes.Receipt.self)
                let head =
                    "GET /v1/articles/\(article.id)?include=text HTTP/1.1\r\nHost: desk.test\r\n"
                    + "Authorization: Bearer \(key)\r\n\r\n"
                let run = AttackRun(server: server, slug: "desk", quietSeconds: quiet)
                let outcome = try await run.run(progress, seconds: 120) {
                    try HostileClients(clients, port: server.port, beginning: head, receiveBuffer: 4096)
                }
                AttackOptions.say(outcome.text("\(clients) clients that never read", peak: server.peak()), progress)
            }
        }
    }
}
