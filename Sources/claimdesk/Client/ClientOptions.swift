import ArgumentParser
import Domain

/// Which desk a command talks to, and as whom.
struct ClientOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The desk's address (default: CLAIMDESK_URL, or http://127.0.0.1:8080).", valueName: "url"))
    var server: String?

    @Option(
        help: ArgumentHelp(
            "The access key (default: CLAIMDESK_KEY, or the file in CLAIMDESK_KEY_FILE).", valueName: "cd_…"))
    var key: String?

    @Flag(help: "Print the desk's answer as JSON.")
    var json = false

    /// - Throws: `SettingsError` when a setting is not valid, `Failure` when there is no key.
    func client(timeout: Double = 60) throws -> Client {
        let settings = try Settings(flags: [.init(.url, "--server", server), .init(.key, "--key", key)])
        guard let key = settings.key else {
            throw Failure("no access key: set CLAIMDESK_KEY, or give --key")
        }
        return Client(try ServerAddress(settings.url), key: key, timeout: timeout)
    }

    /// Prints the answer when JSON is wanted, as it came but for what a terminal would obey, which is escaped in it; true
    /// when that was all.
    func printJSON(_ answer: Client.Answer) -> Bool {
        if json { print(JSONEscapes.safe(answer.text)) }
        return json
    }
}

extension Identifier: ExpressibleByArgument {
    /// Reads an id from the command line; nil, and so a usage error, for anything but a UUID.
    package init?(argument: String) { self.init(argument) }
}
