import ArgumentParser
import Domain
import Foundation

/// `claimdesk top`
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Watch how fast a server works, and what it waits for.",
        discussion: """
            EXAMPLES
              claimdesk top
              claimdesk top --server http://10.0.0.5:8080 --interval 5
              claimdesk top --once --json

            Requests, takes and reviews a second with how long they took, queues, jobs, connections, the database's oldest
            transaction, dead rows, lag, and the statements that take most, read from the server's /metrics. On a terminal
            it is drawn anew after each interval until q or Ctrl-C is pressed; elsewhere each interval is printed under the
            one before. --once prints one and ends. A worker tells of its jobs where it has a port (CLAIMDESK_WORKER_PORT):
            name that address.
            """)

    @Option(
        help: ArgumentHelp(
            "The server's address (default: CLAIMDESK_URL, or http://127.0.0.1:8080).", valueName: "url"))
    var server: String?

    @Option(
        help: ArgumentHelp(
            "A key, where a proxy in front asks for one (default: CLAIMDESK_KEY); the server itself asks for none.",
            valueName: "cd_…"))
    var key: String?

    @Option(help: ArgumentHelp("Seconds between two looks, 0.1 to 3600.", valueName: "seconds"))
    var interval = 2.0

    @Flag(help: "Look once, after one interval, and end.")
    var once = false

    @Flag(help: "Print each look as one line of JSON.")
    var json = false

    func validate() throws {
        guard (0.1...3600).contains(interval) else {
            throw ValidationError("--interval must be from 0.1 to 3600 seconds.")
        }
    }

    func run() async throws {
        let settings = try Settings(flags: [.init(.url, "--server", server), .init(.key, "--key", key)])
        let client = Client(try ServerAddress(settings.url), key: settings.key, timeout: 10, pauses: [])
        let stop = StopSignals()
        do {
            try await stop.cancelling { try await watch(MetricsSource(client: client), stop) }
        } catch is CancellationError {
            return
        }
    }

    /// - Throws: `Failure` when the first look, or the only one, cannot be had.
    private func watch(_ source: MetricsSource, _ stop: StopSignals) async throws {
        // Before the terminal is taken over: what goes wrong now is told where the person will read it.
        var (earlier, at) = (try await source.scrape(), ContinuousClock.now)
        let isLive = !once && !json && isatty(STDOUT_FILENO) == 1
        let screen = isLive ? LiveScreen { stop.stop() } : nil
        screen?.draw("\(heading(source))\n\nLooking …")
        repeat {
            try await Task.sleep(for: .seconds(interval))
            do {
                let (later, now) = (try await source.scrape(), ContinuousClock.now)
                let figures = TopFigures(
                    Interval(earlier: earlier, later: later, seconds: max(0.001, at.duration(to: now) / .seconds(1))))
                (earlier, at) = (later, now)
                if let screen {
                    screen.draw("\(heading(source))\n\n\(figures.text)")
                } else {
                    print(json ? JSONEscapes.safe(figures.json.text()) : figures.text + (once ? "" : "\n"))
                    // Whoever reads a pipe reads it now.
                    fflush(nil)
                }
            } catch let failure as Failure {
                guard let screen else { throw failure }
                // A server that restarts is back in a moment.
                screen.draw("\(heading(source))\n\n\(failure)\n\nLooking again …")
            }
        } while !once
    }

    private func heading(_ source: MetricsSource) -> String {
        "claimdesk top   \(source.client.address)   every \(interval.formatted()) s   q ends"
    }
}

/// Where a server's numbers come from.
private struct MetricsSource {
    let client: Client

    /// - Throws: `Failure` that says what to do.
    func scrape() async throws -> Scrape {
        let answer: Client.Answer
        do {
            answer = try await client.get(["metrics"], accept: "text/plain")
        } catch let problem as Problem where [401, 403, 404].contains(problem.status) {
            throw Failure(
                "\(client.address) does not show its numbers (\(problem.status)): a proxy in front keeps /metrics inside its "
                    + "network. Ask the server itself: claimdesk top --server http://HOST:8080")
        } catch let problem as Problem {
            throw Failure("\(client.address) has no numbers now: \(problem)")
        } catch let failure as Failure {
            throw Failure("\(failure). Is it running there? Name another address with --server or CLAIMDESK_URL.")
        }
        let scrape = Scrape(answer.text)
        guard scrape.types["claimdesk_http_requests_total"] != nil else {
            throw Failure("\(client.address)/metrics are not the numbers of a claimdesk; is another program there?")
        }
        return scrape
    }
}
