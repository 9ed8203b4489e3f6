package import Foundation

/// Points in time as clients see them: RFC 3339, UTC, milliseconds.
///
/// Pure arithmetic instead of a formatter: no locale, no calendar, no lock, and about a tenth of the time.
package enum Timestamp {
    private static let millisecondsADay = 86_400_000
    /// 0001-01-01T00:00:00Z and the last millisecond of 9999: RFC 3339 has no other years.
    private static let writable = -62_135_596_800_000...253_402_300_799_999

    /// The time as text, `2026-11-22T15:31:02.417Z`, rounded to the nearest millisecond.
    ///
    /// Times before year 1 and after year 9999, which RFC 3339 cannot write, become the nearest that it can.
    package static func text(_ date: Date) -> String {
        text(milliseconds: milliseconds(date), microseconds: nil)
    }

    /// The day in UTC with which the text of a time begins.
    package static func day(_ date: Date) -> Day {
        Day(number: milliseconds(date).flooredDivision(by: millisecondsADay).quotient)
    }

    /// The moment at which a day begins in UTC.
    package static func start(of day: Day) -> Date {
        Date(timeIntervalSince1970: Double(day.number) * 86_400)
    }

    /// Milliseconds since 1970, as near as RFC 3339 can come.
    private static func milliseconds(_ date: Date) -> Int {
        let rounded = (date.timeIntervalSince1970 * 1000).rounded()
        return Int(max(Double(writable.lowerBound), min(Double(writable.upperBound), rounded)))
    }

    /// The time to the microsecond, as Postgres keeps it: `2026-11-22T15:31:02.417058Z`. Exact from 1730 to 2270, where
    /// a Double tells microseconds apart.
    package static func microsecondText(_ date: Date) -> String {
        // Whole seconds apart from the fraction: multiplied as one number, the fraction's last digits would go.
        let reference = date.timeIntervalSinceReferenceDate
        let whole = max(-63_113_904_000, min(252_423_993_599, reference.rounded(.down)))
        let fraction = max(0, min(1, reference - whole))
        let (seconds, micros) = ((Int(whole) + 978_307_200) * 1_000_000 + Int((fraction * 1_000_000).rounded()))
            .flooredDivision(by: 1_000_000)
        return text(
            milliseconds: min(writable.upperBound, seconds * 1000 + micros / 1000), microseconds: micros % 1000)
    }

    private static func text(milliseconds: Int, microseconds: Int?) -> String {
        let (days, time) = milliseconds.flooredDivision(by: millisecondsADay)
        let (year, month, day) = Day(number: days).civil
        var out: [UInt8] = []
        out.reserveCapacity(27)
        append(year, digits: 4, then: "-", to: &out)
        append(month, digits: 2, then: "-", to: &out)
        append(day, digits: 2, then: "T", to: &out)
        append(time / 3_600_000, digits: 2, then: ":", to: &out)
        append(time / 60_000 % 60, digits: 2, then: ":", to: &out)
        append(time / 1000 % 60, digits: 2, then: ".", to: &out)
        if let microseconds {
            append(time % 1000 * 1000 + microseconds, digits: 6, then: "Z", to: &out)
        } else {
            append(time % 1000, digits: 3, then: "Z", to: &out)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Reads an RFC 3339 date-time: with a zone (`Z` or `±hh:mm`), any number of fraction digits, `t` and `z` in either
    /// case. A leap second (23:59:60 UTC) is the second after it.
    ///
    /// - Returns: nil for anything else: no zone, no time, a day that its month does not have, year 0000.
    package static func date(_ text: String) -> Date? {
        var reader = Reader(bytes: Array(text.utf8))
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T") || reader.skip("t"),
            let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2), let fraction = reader.fraction(), let offset = reader.zone(),
            reader.isAtEnd,
            year >= 1, let date = Day(year: year, month: month, day: day), hour < 24, minute < 60, second <= 60
        else { return nil }
        let seconds = date.number * 86_400 + hour * 3600 + (minute - offset) * 60 + second
        if second == 60, seconds.flooredDivision(by: 86_400).remainder != 0 { return nil }
        guard writable.contains(seconds * 1000) else { return nil }
        // Counted from 2001, where a Double still tells tenths of a microsecond apart.
        return Date(timeIntervalSinceReferenceDate: Double(seconds - 978_307_200) + fraction)
    }

    private static func append(_ value: Int, digits: Int, then end: Unicode.Scalar, to out: inout [UInt8]) {
        var power = 1
        for _ in 1..<digits { power *= 10 }
        while power > 0 {
            out.append(UInt8(48 + value / power % 10))
            power /= 10
        }
        out.append(UInt8(ascii: end))
    }

    /// Walks over the bytes of a date-time.
    private struct Reader {
        let bytes: [UInt8]
        var place = 0

        var isAtEnd: Bool { place == bytes.count }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        mutating func digit() -> Int? {
            guard place < bytes.count, (48...57).contains(bytes[place]) else { return nil }
            place += 1
            return Int(bytes[place - 1]) - 48
        }

        mutating func number(_ digits: Int) -> Int? {
            var value = 0
            for _ in 0..<digits {
                guard let digit = digit() else { return nil }
                value = value * 10 + digit
            }
            return value
        }

        /// Seconds, 0 when there is no fraction; nil when a point stands without digits.
        mutating func fraction() -> Double? {
            guard skip(".") else { return 0 }
            var value = 0
            var scale = 1.0
            guard let first = digit() else { return nil }
            value = first
            scale = 10
            while let next = digit() {
                // More digits than a Double can hold change nothing.
                if scale < 1e15 {
                    value = value * 10 + next
                    scale *= 10
                }
            }
            return Double(value) / scale
        }

        /// Minutes east of UTC.
        mutating func zone() -> Int? {
            if skip("Z") || skip("z") { return 0 }
            let east = skip("+")
            guard east || skip("-"), let hours = number(2), hours < 24, skip(":"), let minutes = number(2), minutes < 60
            else { return nil }
            return (east ? 1 : -1) * (hours * 60 + minutes)
        }
    }
}
