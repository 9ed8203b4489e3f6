import Domain
import Foundation

/// Times as a person reads them: by the clock on their wall.
enum LocalTime {
    /// A time of the API's: "14 March 2026, 08:15"; as it came where it is none.
    ///
    /// - Parameter zone: the machine's own unless it is said.
    static func text(_ timestamp: String, in zone: TimeZone = .current) -> String {
        guard let date = Timestamp.date(timestamp) else { return timestamp }
        let parts = Calendar(identifier: .gregorian)
            .dateComponents(in: zone, from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day, let hour = parts.hour,
            let minute = parts.minute
        else { return timestamp }
        return "\(day) \(MonthName.all[month - 1]) \(year), \(twoDigits(hour)):\(twoDigits(minute))"
    }

    /// A moment in the same way.
    static func text(_ date: Date) -> String { text(Timestamp.text(date)) }

    /// The same with how far away it is: "14 March 2026, 08:15 (in 14 min)", "… (3 h ago)".
    static func text(_ timestamp: String, from now: Date, in zone: TimeZone = .current) -> String {
        guard let date = Timestamp.date(timestamp) else { return timestamp }
        let seconds = date.timeIntervalSince(now)
        let distance = QueueCommand.duration(abs(seconds))
        return "\(text(timestamp, in: zone)) (\(seconds < 0 ? "\(distance) ago" : "in \(distance)"))"
    }

    /// The day of a time.
    static func day(_ timestamp: String, in zone: TimeZone = .current) -> String {
        let text = text(timestamp, in: zone)
        return text.firstIndex(of: ",").map { String(text[..<$0]) } ?? text
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
