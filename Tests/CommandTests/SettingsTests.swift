import Domain
import Logging
import Testing
import Web

@testable import claimdesk

@Suite struct SettingsTests {
    private func settings(
        _ environment: [String: String] = [:], flags: [Settings.Flag?] = [], files: [String: String] = [:]
    ) throws -> Settings {
        struct Missing: Error {}
        return try Settings(environment: environment, flags: flags) { path in
            guard let text = files[path] else { throw Missing() }
            return text
        }
    }

    @Test func standardsHoldWhereNobodySaysOtherwise() throws {
        let settings = try settings()
        #expect(settings.databaseURL == nil)
        #expect(settings.databasePool == 8)
        #expect(!settings.usesPooler)
        #expect(settings.replicaURL == nil)
        #expect(settings.replicaLag == .milliseconds(200))
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.bodyLimit == 4 * 1024 * 1024)
        #expect(settings.workerConcurrency == 2)
        #expect(settings.shutdownGrace == .seconds(20))
        #expect(settings.webhookRule == .publicOnly)
        #expect(settings.url == "http://127.0.0.1:8080")
        #expect(settings.key == nil)
    }

    @Test func theEnvironmentGoesBeforeTheStandardAndAFlagBeforeBoth() throws {
        let environment = ["CLAIMDESK_PORT": "9000"]
        #expect(try settings(environment).port == 9000)
        let flagged = try settings(environment, flags: [nil, .init(.port, "--port", 9001)])
        #expect(flagged.port == 9001)
        #expect(flagged.source(of: .port) == .flag("--port"))
    }

    @Test func privateWebhooksAreTheOperatorsToAllow() throws {
        #expect(try settings(["CLAIMDESK_WEBHOOK_ALLOW_PRIVATE": "true"]).webhookRule == .allowPrivate)
        #expect(throws: SettingsError.self) { try settings(["CLAIMDESK_WEBHOOK_ALLOW_PRIVATE": "perhaps"]) }
    }

    @Test func theServerIsGivenItsLimits() throws {
        let set = ServerSettings(
            try settings([
                "CLAIMDESK_CONNECTIONS": "500", "CLAIMDESK_CONNECTIONS_PER_ADDRESS": "40",
                "CLAIMDESK_CLIENT_PATIENCE": "7",
                "CLAIMDESK_HELD_BYTES": "2000000", "CLAIMDESK_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8",
                "CLAIMDESK_RATE_FAILURES": "0", "CLAIMDESK_RATE_SEARCHES": "12", "CLAIMDESK_RATE_FORMS": "7",
                "CLAIMDESK_RATE_WRITES": "60",
            ]))
        #expect(set.maximumConnections == 500)
        #expect(set.limits == ConnectionLimits(patience: .seconds(7), perAddress: 40, heldBytes: 2_000_000))
        #expect(set.proxies == TrustedProxies("127.0.0.1, 10.0.0.0/8"))
        #expect(set.rates == RateLimits(failures: 0, searches: 12, forms: 7, writes: 60))
        let standard = ServerSettings(try settings())
        #expect(standard.limits == ConnectionLimits() && standard.rates == RateLimits())
        #expect(standard.maximumConnections == ServerSettings().maximumConnections)
    }

    @Test func thereAreNoMoreConnectionsThanFiles() throws {
        let set = ServerSettings(maximumConnections: 2000)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        #expect(try set.fitting(OpenFiles(limit: 1024), logger).maximumConnections == 960)
        #expect(try set.fitting(OpenFiles(limit: 20_000), logger).maximumConnections == 2000)
        #expect(try set.fitting(OpenFiles(limit: 72), logger).maximumConnections == 8)
        #expect(throws: Failure.self) { try set.fitting(OpenFiles(limit: 71), logger) }
    }

    @Test func anEmptyVariableIsNotSet() throws {
        #expect(try settings(["CLAIMDESK_PORT": "", "CLAIMDESK_KEY": ""]).source(of: .port) == .standard)
    }

    @Test(arguments: [
        ("CLAIMDESK_PORT", "eighty"), ("CLAIMDESK_PORT", "70000"), ("CLAIMDESK_DATABASE_POOL", "0"),
        ("CLAIMDESK_DATABASE_POOLER", "maybe"), ("CLAIMDESK_LOG_LEVEL", "loud"), ("CLAIMDESK_LOG_FORMAT", "xml"),
        ("CLAIMDESK_URL", "desk.example.org"), ("CLAIMDESK_PUBLIC_URL", "ftp://desk.example.org"),
        ("CLAIMDESK_BODY_LIMIT", "-1"), ("CLAIMDESK_REPLICA_LAG", "0"), ("CLAIMDESK_SHUTDOWN_GRACE", "20s"),
        ("CLAIMDESK_TRUSTED_PROXIES", "proxy.example.org"), ("CLAIMDESK_CONNECTIONS", "0"),
        ("CLAIMDESK_RATE_WRITES", "many"), ("CLAIMDESK_CLIENT_PATIENCE", "0"),
    ])
    func aValueOfTheWrongFormIsRefusedByName(name: String, value: String) throws {
        let error = #expect(throws: SettingsError.self) { try settings([name: value]) }
        #expect(error?.description.contains(name) == true)
        #expect(error?.description.contains(value) == true)
    }

    @Test func aWrongFlagIsNamedAsItWasTyped() throws {
        let error = #expect(throws: SettingsError.self) {
            try settings(flags: [.init(.workerConcurrency, "--concurrency", 0)])
        }
        #expect(error?.description.hasPrefix("--concurrency must be") == true)
    }

    @Test(arguments: [
        ("CLAIMDESK_PROT", "CLAIMDESK_PORT"), ("CLAIMDESK_DATABASEURL", "CLAIMDESK_DATABASE_URL"),
        ("CLAIMDESK_KEY_FIEL", "CLAIMDESK_KEY_FILE"), ("CLAIMDESK_LOGLEVEL", "CLAIMDESK_LOG_LEVEL"),
    ])
    func anUnknownNameIsRefusedWithTheNearestKnownOne(unknown: String, nearest: String) throws {
        let error = #expect(throws: SettingsError.self) { try settings([unknown: "1"]) }
        #expect(error?.description.contains("did you mean \(nearest)?") == true)
    }

    @Test func namesOfOthersAreLeftAlone() throws {
        _ = try settings(["CLAIMDESK_STRICT": "1", "PATH": "/bin", "CLAIMDESKTOP": "x"])
    }

    @Test func aSecretMayComeFromAFile() throws {
        let settings = try settings(["CLAIMDESK_KEY_FILE": "/run/key"], files: ["/run/key": "cd_abc\n"])
        #expect(settings.key == "cd_abc")
        #expect(settings.source(of: .key) == .file("/run/key"))
    }

    @Test func aFileThatIsMissingEmptyOrOneTooManyIsRefused() {
        #expect(throws: SettingsError.self) { try settings(["CLAIMDESK_KEY_FILE": "/run/none"]) }
        #expect(throws: SettingsError.self) { try settings(["CLAIMDESK_KEY_FILE": "/e"], files: ["/e": "\n"]) }
        #expect(throws: SettingsError.self) {
            try settings(["CLAIMDESK_KEY": "cd_a", "CLAIMDESK_KEY_FILE": "/k"], files: ["/k": "cd_b"])
        }
    }

    @Test func onlySecretsHaveFiles() {
        #expect(throws: SettingsError.self) { try settings(["CLAIMDESK_PORT_FILE": "/p"], files: ["/p": "1"]) }
    }

    @Test func secretsAreNeverShown() throws {
        let environment = [
            "CLAIMDESK_KEY": "cd_secret", "CLAIMDESK_DATABASE_URL": "postgres://u:hidden@h/d",
            "CLAIMDESK_REPLICA_URL": "postgres://u:hidden@r/d",
        ]
        let settings = try settings(environment)
        #expect(settings.shown(.key) == "(hidden)")
        let text = settings.json.text()
        #expect(!text.contains("cd_secret") && !text.contains("postgres://"))
        let error = #expect(throws: SettingsError.self) {
            try self.settings(["CLAIMDESK_KEY": "cd_secret", "CLAIMDESK_PORT": "x"])
        }
        #expect(error?.description.contains("cd_secret") == false)
    }

    @Test func everySettingIsDescribedAndItsStandardIsOfItsForm() throws {
        for setting in Setting.all {
            #expect(setting.name.hasPrefix("CLAIMDESK_") && setting.summary.hasSuffix("."))
            if let standard = setting.standard { try setting.check(standard, from: .standard) }
        }
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    }
}
