package import Foundation

/// Points in time in HTTP headers (RFC 9110 §5.6.7): whole seconds, `Sun, 22 Nov 2026 15:31:02 GMT`.
package enum HTTPDate {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = MonthName.all.map { String($0.prefix(3)) }

    /// The second in which the time lies.
    package static func text(_ date: Date) -> String {
        let second = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
        let day = Timestamp.day(second)
        let parts = Timestamp.text(second).split { "-T.".contains($0) }
        return "\(weekdays[day.weekday]), \(parts[2]) \(months[day.month - 1]) \(parts[0]) \(parts[3]) GMT"
    }

    /// Reads what `text` writes; nil for anything else. The two obsolete forms count as none: no client in use writes
    /// them, and a header that is not understood only costs a whole answer.
    package static func date(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[0].hasSuffix(","),
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp.date("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}
