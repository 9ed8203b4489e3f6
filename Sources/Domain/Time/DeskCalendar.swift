package import Foundation

/// In which time zone and language a desk says days: an article of 24 November 00:30 in Berlin is of 24 November there, though
/// it was the 23rd in UTC.
package struct DeskCalendar: Sendable, Hashable {
    /// Of the IANA database: `Europe/Berlin`.
    package let timeZone: String
    /// BCP 47: `en-GB`.
    package let language: String
    private let zone: TimeZone

    /// UTC, in English.
    package static let standard = DeskCalendar()

    /// - Parameter timeZone: one that nobody knows is UTC.
    package init(timeZone: String = "UTC", language: String = "en") {
        self.timeZone = timeZone
        self.language = language
        zone = TimeZone(identifier: timeZone) ?? .gmt
    }

    /// The day on which something happened.
    package func day(_ date: Date) -> Day { Timestamp.day(date.addingTimeInterval(Double(offset(at: date)))) }

    /// How far clocks are ahead of UTC, seconds.
    package func offset(at date: Date) -> Int { zone.secondsFromGMT(for: date) }

    /// The time with the zone's offset, so that its first ten characters are its day: `2026-11-24T00:30:00.000+01:00`.
    package func timestamp(_ date: Date) -> String {
        let offset = offset(at: date)
        let local = Timestamp.text(date.addingTimeInterval(Double(offset)))
        return offset == 0 ? local : "\(local.dropLast())\(Self.text(offset: offset))"
    }

    /// "24 November 2026", as the language has it.
    package func text(_ date: Date) -> String {
        let day = day(date)
        if ["en", "en-GB"].contains(language) { return "\(day.day) \(MonthName.all[day.month - 1]) \(day.year)" }
        var style = Date.FormatStyle(date: .long, time: .omitted, locale: Locale(identifier: language))
        style.calendar = Calendar(identifier: .gregorian)
        style.timeZone = .gmt
        return style.format(Timestamp.start(of: day))
    }

    /// "24 November 2026, 00:30 (UTC+01:00)"
    package func moment(_ date: Date) -> String {
        let offset = offset(at: date)
        let clock = Timestamp.text(date.addingTimeInterval(Double(offset))).dropFirst(11).prefix(5)
        return "\(text(date)), \(clock) \(offset == 0 ? "UTC" : "(UTC\(Self.text(offset: offset)))")"
    }

    /// `+01:00`
    private static func text(offset: Int) -> String {
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let minutes = abs(offset) / 60
        return "\(offset < 0 ? "-" : "+")\(padded(minutes / 60)):\(padded(minutes % 60))"
    }

    /// - Throws: `InputError` for a name that is none of the IANA database's.
    package static func validate(timeZone: String, _ field: String) throws(InputError) {
        do { try DeskStatistics.validate(timeZone: timeZone) } catch { throw InputError(field, error.problem) }
        guard TimeZone(identifier: timeZone) != nil else {
            throw InputError(field, "is no time zone of the IANA database, such as Europe/Oslo or UTC")
        }
    }

    /// - Throws: `InputError` for what is no language in which days can be said.
    package static func validate(language: String, _ field: String) throws(InputError) {
        let known = Locale.availableIdentifiers.contains(language.replacing("-", with: "_"))
        guard known else { throw InputError(field, "must be a language tag such as en, en-US, de or pt-BR") }
    }
}
