import Domain
import Foundation

extension ClaimReviewLinter {
    /// - Returns: the one text that stands there, if it can be read.
    mutating func requiredText(_ name: String, of node: LintNode, _ what: String) -> LintNode? {
        let values = node.all(name)
        guard let value = values.first else {
            add(.requiredMissing, node.path(name), "is missing: \(what)")
            return nil
        }
        if values.count > 1 { add(.severalValues, node.path(name), "must be one text: \(what)") }
        return checkText(value) ? value : nil
    }

    mutating func checkTexts(_ name: String, of node: LintNode) {
        for value in node.all(name) { _ = checkText(value) }
    }

    /// - Returns: false when it is no text, or nothing of it can be seen.
    private mutating func checkText(_ node: LintNode) -> Bool {
        guard let text = node.text else {
            add(.notText, node.path, "must be a text in double quotes")
            return false
        }
        if PublicText.isBlank(text) {
            add(.blank, node.path, "is blank: say it, or leave it out where it is not required")
            return false
        }
        checkCharacters(node)
        return true
    }

    mutating func checkCharacters(_ node: LintNode) {
        guard let control = node.text?.unicodeScalars.first(where: PublicText.isControl) else { return }
        let code = String(control.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        add(.controlCharacters, node.path, "holds a control character (U+\(padded)): remove it")
    }

    mutating func isObject(_ node: LintNode, _ what: String) -> Bool {
        if node.isObject { return true }
        add(.notAnObject, node.path, "must be \(what)")
        return false
    }

    // MARK: Names

    /// Warns of names that differ from expected ones only in case and separators: readers do not know them.
    mutating func checkNames(_ node: LintNode, _ expected: [String]) {
        for member in node.members where !expected.contains(member.name) {
            let plain = Self.plain(member.name)
            if let meant = expected.first(where: { Self.plain($0) == plain }) {
                add(.misspelt, node.path(member.name), "is not known to anybody: write \(meant)")
            }
        }
    }

    private static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter } }

    /// Names that stand twice in one object: which of the two a reader takes is anybody's guess (RFC 8259 §4).
    mutating func checkTwins(_ node: LintNode) {
        switch node.value {
        case .object(let members):
            var seen: Set<String> = []
            for member in members {
                if !seen.insert(member.name).inserted {
                    add(.memberTwice, node.path(member.name), "stands twice in one object: keep one")
                }
                checkTwins(LintNode(member.value, node.path(member.name), named: [:]))
            }
        case .array(let items):
            for (index, item) in items.enumerated() {
                checkTwins(LintNode(item, LintPath.item(index, of: node.path), named: [:]))
            }
        case .null, .bool, .int, .double, .string: break
        }
    }

    // MARK: Dates

    /// A day is all of it: what is published in the morning may be dated by the day.
    struct Moment {
        let start: Date
        let end: Date
    }

    /// - Returns: nil when there is none that can be read.
    mutating func checkDate(_ name: String, of node: LintNode?, recommended what: String? = nil) -> Moment? {
        guard let node, node.isObject else { return nil }
        let values = node.all(name)
        guard let value = values.first else {
            if let what { add(.recommendedMissing, node.path(name), "is missing: \(what)") }
            return nil
        }
        if values.count > 1 { add(.severalValues, node.path(name), "must be one date") }
        if let moment = value.text.flatMap(Self.moment) { return moment }
        add(.dateInvalid, value.path, "must be an ISO 8601 date such as 2026-03-14 or 2026-03-14T06:00:00Z")
        return nil
    }

    /// A day, or a time with or without seconds and zone (in any, where none is said).
    private static func moment(_ text: String) -> Moment? {
        if text.utf8.count == 10 {
            return Day(text).map { moment(Timestamp.start(of: $0), seconds: 86_400) }
        }
        if let date = Timestamp.date(text) { return moment(date, seconds: 0) }
        // Half a day in both directions for the zone that is not said; `+0100` and times without seconds are ISO 8601.
        let hasZone = text.dropFirst(11).contains { "Zz+-".contains($0) }
        var full = hasZone ? text : text + "Z"
        if let zone = full.dropFirst(11).firstIndex(where: { "Zz+-".contains($0) }) {
            if full[zone...].count == 5 { full.insert(":", at: full.index(zone, offsetBy: 3)) }
            if full[..<zone].count == 16 { full.insert(contentsOf: ":00", at: zone) }
        }
        return Timestamp.date(full).map { date in
            hasZone ? moment(date, seconds: 0) : Moment(start: date - 43_200, end: date + 43_200)
        }
    }

    private static func moment(_ date: Date, seconds: Double) -> Moment { Moment(start: date, end: date + seconds) }
}
