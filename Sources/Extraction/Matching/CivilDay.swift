/// Counting days in the proleptic Gregorian calendar.
///
/// Howard Hinnant, chrono-Compatible Low-Level Date Algorithms: days since 1970-01-01. Other targets of the repository
/// count days too; this one is a library of its own and imports none of them.
struct CivilDay: Hashable, Sendable {
    var number: Int

    init(number: Int) { self.number = number }

    /// Nil where the month or day is out of range.
    init?(_ day: PublicationDay) {
        guard (1...12).contains(day.month), (1...31).contains(day.day), (-9_999...9_999).contains(day.year) else {
            return nil
        }
        let year = day.month <= 2 ? day.year - 1 : day.year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    var day: PublicationDay {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        return PublicationDay(
            year: yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0),
            month: civilMonth,
            day: dayOfYear - (153 * month + 2) / 5 + 1
        )
    }

    /// 0 for Monday to 6 for Sunday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    /// `2015-06-14`
    var text: String { Self.text(day.year, day.month, day.day) }

    /// `2015-W24`, after ISO 8601: a week belongs to the year of its Thursday.
    var week: String {
        let thursday = CivilDay(number: number - weekday + 3)
        let year = thursday.day.year
        let first = CivilDay(PublicationDay(year: year, month: 1, day: 1))?.number ?? thursday.number
        return "\(Self.padded(year, 4))-W\(Self.padded((thursday.number - first) / 7 + 1, 2))"
    }

    static func text(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) -> String {
        var text = padded(year, 4)
        if let month { text += "-" + padded(month, 2) }
        if let day { text += "-" + padded(day, 2) }
        return text
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
