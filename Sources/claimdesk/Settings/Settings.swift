import Domain
import Foundation

/// All that can be set from outside: flag over environment over default. The only code that reads the environment.
struct Settings: Sendable {
    /// A setting's value and where it comes from.
    struct Value: Sendable, Hashable {
        let text: String?
        let source: SettingSource
    }

    /// A setting given on the command line.
    struct Flag: Sendable {
        let setting: Setting
        /// As it was typed: `--port`.
        let name: String
        let text: String

        /// Nil when the flag was not given.
        init?(_ setting: Setting, _ name: String, _ value: (some CustomStringConvertible)?) {
            guard let value else { return nil }
            self.setting = setting
            self.name = name
            text = String(describing: value)
        }
    }

    private let values: [Setting: Value]

    /// Reads and checks every setting. An empty environment variable counts as one that is not set, since compose files
    /// and shells write those.
    ///
    /// - Parameters:
    ///   - readFile: reads a secret's file; by default the real one.
    /// - Throws: `SettingsError` for an unknown `CLAIMDESK_…` name, a value that is not of its form, a secret that is
    ///   given twice or whose file cannot be read.
    init(
        environment: [String: String] = ProcessInfo.processInfo.environment, flags: [Flag?] = [],
        readFile: (String) throws -> String = { try String(contentsOfFile: $0, encoding: .utf8) }
    ) throws(SettingsError) {
        try Self.refuseUnknownNames(in: environment)
        var values: [Setting: Value] = [:]
        for setting in Setting.all {
            let flag = flags.compactMap(\.self).last { $0.setting == setting }
            let value = try Self.value(of: setting, flag, environment, readFile)
            if let text = value.text { try setting.check(text, from: value.source) }
            values[setting] = value
        }
        self.values = values
    }

    /// The setting's text as it stands, nil when it is not set.
    func text(_ setting: Setting) -> String? { values[setting]?.text }

    /// Where the setting's value comes from.
    func source(of setting: Setting) -> SettingSource { values[setting]?.source ?? .unset }

    private static func value(
        of setting: Setting, _ flag: Flag?, _ environment: [String: String], _ readFile: (String) throws -> String
    ) throws(SettingsError) -> Value {
        if let flag { return Value(text: flag.text, source: .flag(flag.name)) }
        let text = environment[setting.name].flatMap { $0.isEmpty ? nil : $0 }
        let path = setting.isSecret ? environment[setting.fileName].flatMap { $0.isEmpty ? nil : $0 } : nil
        if text != nil, path != nil {
            throw SettingsError("\(setting.name) and \(setting.fileName) are both set: keep one")
        }
        if let text { return Value(text: text, source: .environment) }
        if let path {
            do {
                let content = try readFile(path).trimmingCharacters(in: .whitespacesAndNewlines)
                if content.isEmpty { throw SettingsError("\(setting.fileName): \(path) is empty") }
                return Value(text: content, source: .file(path))
            } catch let error as SettingsError {
                throw error
            } catch {
                throw SettingsError("\(setting.fileName): \(path) cannot be read: \(error.localizedDescription)")
            }
        }
        return setting.standard.map { Value(text: $0, source: .standard) } ?? Value(text: nil, source: .unset)
    }

    private static func refuseUnknownNames(in environment: [String: String]) throws(SettingsError) {
        let known = Setting.all.flatMap { $0.isSecret ? [$0.name, $0.fileName] : [$0.name] }
        for name in environment.keys.sorted() where name.hasPrefix("CLAIMDESK_") {
            if known.contains(name) || Setting.foreignNames.contains(name) { continue }
            let nearest = known.min { EditDistance.between(name, $0) < EditDistance.between(name, $1) } ?? ""
            throw SettingsError(
                "\(name) is no setting of claimdesk; did you mean \(nearest)? `claimdesk settings` lists them all.")
        }
    }
}

// The settings as the program uses them. Every text was checked when it was read.
extension Settings {
    var databaseURL: String? { text(.databaseURL) }
    var databasePool: Int { number(.databasePool) }
    var usesPooler: Bool { text(.databasePooler).flatMap(Setting.bool) ?? false }
    var replicaURL: String? { text(.replicaURL) }
    var replicaLag: Duration { .milliseconds(number(.replicaLag)) }
    var host: String { text(.host) ?? "127.0.0.1" }
    var port: Int { number(.port) }
    var publicURL: String? { text(.publicURL) }
    var bodyLimit: Int { number(.bodyLimit) }
    var workerConcurrency: Int { number(.workerConcurrency) }
    /// Nil where a worker has none.
    var workerPort: Int? { text(.workerPort).flatMap { Int($0) } }
    var readingLimit: Duration { .seconds(number(.readingLimit)) }
    var shutdownGrace: Duration { .seconds(number(.shutdownGrace)) }
    var webhookRule: WebhookRule {
        text(.webhookAllowPrivate).flatMap(Setting.bool) ?? false ? .allowPrivate : .publicOnly
    }
    var url: String { text(.url) ?? "" }
    var key: String? { text(.key) }

    /// As a number; 0 where it is none.
    func number(_ setting: Setting) -> Int { text(setting).flatMap { Int($0) } ?? 0 }
}

extension Settings {
    /// Every setting with its value, secrets hidden, where the value comes from, and what it is for.
    var json: JSON {
        JSON(
            Setting.all.map { setting in
                [
                    "name": .string(setting.name), "value": JSON(shown(setting)),
                    "source": .string(source(of: setting).label), "default": JSON(setting.standard),
                    "secret": .bool(setting.isSecret), "about": .string(setting.summary),
                ]
            })
    }

    /// The value as anybody may see it.
    func shown(_ setting: Setting) -> String? {
        text(setting).map { setting.isSecret ? "(hidden)" : $0 }
    }
}
