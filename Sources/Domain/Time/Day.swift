/// A day of the calendar, in whatever time zone is meant. The one place of the desk that counts days: Postgres and
/// Extraction, which are libraries of their own, each have theirs.
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1 January 1970.
    package let number: Int

    package init(number: Int) { self.number = number }

    /// Reads `2026-03-01` (RFC 3339 full-date); nil when the text is anything else, or no day of the calendar.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            bytes[range].reduce(0 as Int?) { value, byte in
                guard let value, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                return value * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), year >= 1 else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }

    /// A day of the proleptic Gregorian calendar; nil for one that it does not have.
    ///
    /// - Parameters:
    ///   - year: 0 is 1 BC.
    ///   - month: 1–12.
    ///   - day: from 1.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year) else { return nil }
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil. Years are counted from
        // March, so that the leap day comes last; an era is 400 years.
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredDivision(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    package var year: Int { civil.year }
    /// 1–12.
    package var month: Int { civil.month }
    package var day: Int { civil.day }
    /// 0 is Monday.
    package var weekday: Int { (number + 3).flooredDivision(by: 7).remainder }

    /// Year, month and day in one, for whoever wants them all; civil_from_days.
    var civil: (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (number + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2026-03-01`
    package var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    package func adding(_ days: Int) -> Day { Day(number: number + days) }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Int {
    /// Division that rounds down, so that what lies before 1970 is counted as what lies after; the divisor is positive.
    func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// What days are put together to, so that a long period stays readable.
package enum DayBin: String, CaseIterable, Sendable {
    case day, week, month

    /// Days up to two months, weeks up to a year and a bit, months beyond.
    package init(days: Int) { self = days <= 62 ? .day : days <= 400 ? .week : .month }

    /// The first day of the bin in which a day lies; weeks begin on Monday, as in Postgres's `date_trunc`.
    package func first(of day: Day) -> Day {
        switch self {
        case .day: day
        case .week: day.adding(-day.weekday)
        case .month: day.adding(1 - day.day)
        }
    }

    /// The first days of all bins from one day to another, both included.
    package func all(from: Day, to: Day) -> [Day] {
        var bins: [Day] = []
        var day = from
        while day <= to {
            let first = first(of: day)
            if bins.last != first { bins.append(first) }
            day = day.adding(1)
        }
        return bins
    }
}
