import Domain
import Foundation
import Logging
import Workflow

/// Logs to stderr, one line an event: a JSON object for machines, or text for people. Times are UTC.
struct LineLogHandler: LogHandler {
    enum Format: String, Sendable {
        case json, text
    }

    let label: String
    let format: Format
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, format: Format, level: Logger.Level) {
        self.label = label
        self.format = format
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let own = metadataProvider.map { $0.get().merging(metadata) { _, own in own } } ?? metadata
        let all = event.metadata.map { own.merging($0) { _, given in given } } ?? own
        let error = event.error.map { ["error": "\(operatorWords(for: $0))"] as Logger.Metadata } ?? [:]
        let facts = all.merging(error) { given, _ in given }
        StandardError.write(line(event.level, "\(event.message)", facts, at: Date()))
    }

    /// One event as it is written.
    func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, at time: Date) -> String {
        let sorted = metadata.sorted { $0.key < $1.key }
        switch format {
        case .json:
            let fixed: [JSON.Member] = [
                .init("time", JSON(time)), .init("level", .string(level.rawValue)), .init("message", .string(message)),
                .init("logger", .string(label)),
            ]
            // Names of our own stay ours, so that a line never has a member twice.
            let given = sorted.map { pair in
                JSON.Member(fixed.contains { $0.name == pair.key } ? "metadata.\(pair.key)" : pair.key, pair.value.json)
            }
            return JSON.object(fixed + given).text()
        case .text:
            let facts = sorted.map { " \($0.key)=\(Self.quoted("\($0.value)"))" }.joined()
            return "\(Timestamp.text(time)) \(level.rawValue) \(Self.oneLine(message))\(facts)"
        }
    }

    /// Text on one line, in quotes where blanks or quotes would make it unclear.
    private static func quoted(_ text: String) -> String {
        let plain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.value > 0x20 && $0 != "\"" && $0 != "=" && !$0.isObeyed
            }
        return plain ? text : JSON.string(text).text()
    }

    private static func oneLine(_ text: String) -> String {
        text.unicodeScalars.contains(where: \.isObeyed) ? JSON.string(text).text() : text
    }
}

extension Logger.MetadataValue {
    /// Strings stay strings, numbers and truths what they are; lists and dictionaries keep their shape.
    fileprivate var json: JSON {
        switch self {
        case .string(let text): .string(text)
        case .stringConvertible(let value as Int): .int(value)
        case .stringConvertible(let value as Double) where value.isFinite: .double(value)
        case .stringConvertible(let value as Bool): .bool(value)
        case .stringConvertible(let value): .string(value.description)
        case .array(let items): .array(items.map(\.json))
        case .dictionary(let members):
            .object(members.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.json) })
        }
    }
}

extension Settings {
    /// The program's logger, as the settings want it.
    ///
    /// - Parameters:
    ///   - format: where nobody chose one; for commands that speak to a person at a terminal.
    ///   - level: where nobody chose one.
    func logger(_ label: String, format: LineLogHandler.Format = .json, level: Logger.Level = .info) -> Logger {
        let chosenFormat = chosen(.logFormat).flatMap(LineLogHandler.Format.init(rawValue:)) ?? format
        let chosenLevel = chosen(.logLevel).flatMap(Logger.Level.init(rawValue:)) ?? level
        return Logger(label: label) { LineLogHandler(label: $0, format: chosenFormat, level: chosenLevel) }
    }

    private func chosen(_ setting: Setting) -> String? {
        source(of: setting) == .standard ? nil : text(setting)
    }
}
