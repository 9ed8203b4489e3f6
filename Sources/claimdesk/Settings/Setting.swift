import Web

/// One setting: its name in the environment, what it takes, what it is when nobody sets it.
struct Setting: Sendable, Hashable {
    /// What a setting's text must be.
    enum Form: Sendable, Hashable {
        case text
        case webURL
        case number(ClosedRange<Int>)
        case yesOrNo
        case oneOf([String])
        /// IP addresses and ranges of them, with commas between.
        case addresses
    }

    let name: String
    let form: Form
    /// The value of a setting that nobody sets; nil: none.
    let standard: String?
    /// For a person, one sentence.
    let summary: String
    /// Never shown; may come from a file, named by the setting's twin with `_FILE`.
    let isSecret: Bool

    init(_ name: String, _ form: Form, standard: String? = nil, secret: Bool = false, _ summary: String) {
        self.name = name
        self.form = form
        self.standard = standard
        self.isSecret = secret
        self.summary = summary
    }

    var fileName: String { name + "_FILE" }
}

extension Setting {
    static let databaseURL = Setting(
        "CLAIMDESK_DATABASE_URL", .text, secret: true,
        "Postgres 14 or later: a libpq URI or connection string, with all hosts of a cluster if it has several.")
    static let databasePool = Setting(
        "CLAIMDESK_DATABASE_POOL", .number(1...20), standard: "8", "Connections to Postgres at most, for each process.")
    static let databasePooler = Setting(
        "CLAIMDESK_DATABASE_POOLER", .yesOrNo, standard: "false",
        "True behind a pooler that gives each transaction another session (PgBouncer's transaction mode).")
    static let replicaURL = Setting(
        "CLAIMDESK_REPLICA_URL", .text, secret: true,
        "A streaming standby of that Postgres, for public pages, reports, statistics and exports; none when not set.")
    static let replicaLag = Setting(
        "CLAIMDESK_REPLICA_LAG", .number(10...60_000), standard: "200",
        "How far the replica may be behind before the primary is asked instead, milliseconds.")
    static let host = Setting(
        "CLAIMDESK_HOST", .text, standard: "127.0.0.1", "The address that serve listens on; 0.0.0.0 for all.")
    static let port = Setting("CLAIMDESK_PORT", .number(0...65535), standard: "8080", "The port; 0 picks a free one.")
    static let publicURL = Setting(
        "CLAIMDESK_PUBLIC_URL", .webURL, "Where clients reach the desk, if that is not host and port.")
    static let logLevel = Setting(
        "CLAIMDESK_LOG_LEVEL", .oneOf(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        standard: "info", "The least that is logged.")
    static let logFormat = Setting(
        "CLAIMDESK_LOG_FORMAT", .oneOf(["json", "text"]), standard: "json", "json, one object a line, or text.")
    static let bodyLimit = Setting(
        "CLAIMDESK_BODY_LIMIT", .number(1024...1_073_741_824), standard: "4194304",
        "The longest request body that is read, bytes.")
    static let connections = Setting(
        "CLAIMDESK_CONNECTIONS", .number(8...100_000), standard: "2000",
        "Connections of clients at once; fewer where the system allows fewer open files.")
    static let connectionsPerAddress = Setting(
        "CLAIMDESK_CONNECTIONS_PER_ADDRESS", .number(1...100_000), standard: "1000",
        "Connections of one address at once; those of trusted proxies are not counted.")
    static let clientPatience = Setting(
        "CLAIMDESK_CLIENT_PATIENCE", .number(1...600), standard: "20",
        "How long a client may take to send a head, to begin a body, to read on in an answer, seconds.")
    static let heldBytes = Setting(
        "CLAIMDESK_HELD_BYTES", .number(1_048_576...68_719_476_736), standard: "50331648",
        "What large bodies and answers under way may hold together, bytes; what is more gets 503.")
    static let trustedProxies = Setting(
        "CLAIMDESK_TRUSTED_PROXIES", .addresses,
        "Reverse proxies whose X-Forwarded-For is believed: addresses and ranges, with commas between.")
    static let failureRate = Setting(
        "CLAIMDESK_RATE_FAILURES", .number(0...1_000_000), standard: "60",
        "Keys from one address that open nothing, a minute, before they get 429; 0 for any number.")
    static let searchRate = Setting(
        "CLAIMDESK_RATE_SEARCHES", .number(0...1_000_000), standard: "300",
        "Searches of public pages from one address, a minute; 0 for any number.")
    static let formRate = Setting(
        "CLAIMDESK_RATE_FORMS", .number(0...1_000_000), standard: "6",
        "Forms that readers send from one address, a minute; 0 for any number.")
    static let writeRate = Setting(
        "CLAIMDESK_RATE_WRITES", .number(0...10_000_000), standard: "12000",
        "Changes by one key, a minute; 0 for any number.")
    static let workerConcurrency = Setting(
        "CLAIMDESK_WORKER_CONCURRENCY", .number(1...64), standard: "2", "Jobs that one worker does at the same time.")
    static let workerPort = Setting(
        "CLAIMDESK_WORKER_PORT", .number(0...65535),
        "The port on which a worker answers /metrics, /healthz and /readyz; 0 picks a free one, none when not set.")
    static let readingLimit = Setting(
        "CLAIMDESK_READING_LIMIT", .number(1...3600), standard: "60",
        "How long reading one article may take, seconds; one that takes longer has failed.")
    static let shutdownGrace = Setting(
        "CLAIMDESK_SHUTDOWN_GRACE", .number(0...3600), standard: "20",
        "How long requests and jobs in flight may take when the process is asked to stop, seconds.")
    static let webhookAllowPrivate = Setting(
        "CLAIMDESK_WEBHOOK_ALLOW_PRIVATE", .yesOrNo, standard: "false",
        "True lets webhooks lead to private addresses and use http; then admins of desks reach into your network.")
    static let tracesURL = Setting(
        "CLAIMDESK_TRACES_URL", .webURL,
        "A collector that takes OpenTelemetry's OTLP over HTTP, such as http://127.0.0.1:4318; none when not set.")
    static let tracesOneIn = Setting(
        "CLAIMDESK_TRACES_ONE_IN", .number(1...1_000_000), standard: "1", "Every so many-th request and job is traced.")
    static let tracesAuthorization = Setting(
        "CLAIMDESK_TRACES_AUTHORIZATION", .text, secret: true,
        "What the collector gets as the header Authorization; none when not set.")
    static let url = Setting(
        "CLAIMDESK_URL", .webURL, standard: "http://127.0.0.1:8080", "The desk that submit, take and the like talk to.")
    static let key = Setting("CLAIMDESK_KEY", .text, secret: true, "The key that they use (cd_…).")

    /// Every setting there is, in the order in which they are shown.
    static let all = [
        databaseURL, databasePool, databasePooler, replicaURL, replicaLag, host, port, publicURL, logLevel, logFormat,
        bodyLimit, connections, connectionsPerAddress, clientPatience, heldBytes, trustedProxies, failureRate,
        searchRate,
        formRate, writeRate, workerConcurrency, workerPort, readingLimit, shutdownGrace, webhookAllowPrivate, tracesURL,
        tracesOneIn, tracesAuthorization, url, key,
    ]

    /// Names that Package.swift and the scripts read, not this program.
    static let foreignNames: Set<String> = ["CLAIMDESK_STRICT"]
}

extension Setting {
    /// - Throws: `SettingsError` when the text is not of the setting's form.
    func check(_ text: String, from source: SettingSource) throws(SettingsError) {
        func refuse(_ wanted: String) -> SettingsError {
            SettingsError("\(source.name(of: self)) must be \(wanted)\(isSecret ? "" : ", not \"\(text)\"")")
        }
        switch form {
        case .text: break
        case .webURL:
            guard (try? ServerAddress(text)) != nil else { throw refuse("a URL such as https://desk.example.org") }
        case .number(let range):
            guard let number = Int(text), range.contains(number) else {
                throw refuse("a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
        case .yesOrNo:
            guard Self.bool(text) != nil else { throw refuse("true or false") }
        case .oneOf(let words):
            guard words.contains(text) else { throw refuse("one of \(words.joined(separator: ", "))") }
        case .addresses:
            guard TrustedProxies(text) != nil else {
                throw refuse("IP addresses or ranges with commas between, such as 127.0.0.1, 10.0.0.0/8")
            }
        }
    }

    /// `true`, `yes`, `on`, `1` and their opposites, in either case; nil for anything else.
    static func bool(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }
}
