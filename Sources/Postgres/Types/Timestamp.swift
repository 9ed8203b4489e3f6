public import Foundation

/// `timestamptz`. Foundation keeps a `Double` of seconds since 2001, so microseconds come back exactly from 1730 to 2270;
/// beyond, the nearest instant that a `Double` can hold. Finer instants are rounded to the microsecond.
extension Date: PostgresEncodable, PostgresDecodable {
    /// The type that is declared to the server.
    public static var postgresType: PostgresType { .timestamptz }

    /// - Throws: ``ValueEncodingError`` for an instant outside of what Postgres holds (4713 BC to 294276).
    public func encodePostgres() throws -> String? {
        try Timestamp(self).description
    }

    /// - Throws: ``ValueDecodingError`` for infinity, which is no instant, and for a `timestamp` without zone.
    public init(postgres value: PostgresValue) throws {
        guard value.oid != 1114 else {
            throw ValueDecodingError("a timestamp without time zone is not an instant; use timestamptz")
        }
        let text = try value.text()
        guard !text.hasSuffix("infinity") else { throw ValueDecodingError("infinity is not an instant") }
        guard let timestamp = Timestamp(text) else { throw ValueDecodingError("it is not a timestamptz in ISO form") }
        self = timestamp.date
    }
}

/// An instant as a count of microseconds since 1970, and its text form in UTC.
struct Timestamp: Equatable {
    let microseconds: Int64

    private static let perDay: Int64 = 86_400_000_000

    init(_ date: Date) throws {
        let seconds = date.timeIntervalSince1970
        guard seconds > -210_866_803_200, seconds < 9_224_318_016_000 else {
            throw ValueEncodingError("the instant is outside of 4713 BC to 294276 AD")
        }
        // Whole seconds apart from the fraction: multiplied as one number, the fraction's last digits would go.
        let reference = date.timeIntervalSinceReferenceDate
        let whole = reference.rounded(.down)
        let fraction = Int64(((reference - whole) * 1_000_000).rounded())
        microseconds = (Int64(whole) + Int64(Date.timeIntervalBetween1970AndReferenceDate)) * 1_000_000 + fraction
    }

    /// Reads `2024-02-29 12:34:56.789+00`, with any offset of Postgres's forms and ` BC`.
    init?(_ text: String) {
        if let usual = Timestamp(usual: text) {
            self = usual
            return
        }
        let isBC = text.hasSuffix(" BC")
        let parts = (isBC ? text.dropLast(3) : text[...]).split(separator: " ")
        guard parts.count == 2, let day = isBC ? CalendarDate(bc: parts[0]) : CalendarDate(parts[0]) else { return nil }
        guard let sign = parts[1].lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
        let clock = parts[1][..<sign].split(separator: ":")
        let zone = parts[1][parts[1].index(after: sign)...].split(separator: ":").map { Int64($0) }
        guard clock.count == 3, let hour = Int64(clock[0]), let minute = Int64(clock[1]) else { return nil }
        let seconds = clock[2].split(separator: ".")
        guard (1...2).contains(seconds.count), let second = Int64(seconds[0]), (1...3).contains(zone.count) else {
            return nil
        }
        var fraction: Int64 = 0
        if seconds.count == 2 {
            guard seconds[1].count <= 6, let digits = Int64(seconds[1]) else { return nil }
            fraction = (seconds[1].count..<6).reduce(digits) { value, _ in value * 10 }
        }
        var offset: Int64 = 0
        for (index, part) in zone.enumerated() {
            guard let part else { return nil }
            offset += part * [3_600, 60, 1][index]
        }
        if parts[1][sign] == "-" { offset = -offset }
        let ofDay = hour * 3_600 + minute * 60 + second - offset
        microseconds = Int64(day.daysSinceEpoch) * Self.perDay + ofDay * 1_000_000 + fraction
    }

    /// The form of nearly every instant that the session's settings let through: four digits of a year, in UTC. Byte by
    /// byte, as a report of sixty claims reads some five hundred of them; nil for all other forms.
    private init?(usual text: String) {
        let found = text.utf8.withContiguousStorageIfAvailable { bytes -> Int64? in
            guard bytes.count >= 22, bytes[bytes.count - 3] == UInt8(ascii: "+") else { return nil }
            func number(_ start: Int, _ count: Int) -> Int? {
                var value = 0
                for index in start..<(start + count) {
                    guard case 48...57 = bytes[index] else { return nil }
                    value = value * 10 + Int(bytes[index]) - 48
                }
                return value
            }
            guard number(bytes.count - 2, 2) == 0, bytes[4] == 45, bytes[7] == 45, bytes[10] == 32, bytes[13] == 58,
                bytes[16] == 58, let year = number(0, 4), let month = number(5, 2), let day = number(8, 2),
                let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
                let date = CalendarDate(year: year, month: month, day: day)
            else { return nil }
            var fraction = 0
            let digits = bytes.count - 23
            if bytes.count > 22 {
                guard bytes[19] == 46, (1...6).contains(digits), let value = number(20, digits) else { return nil }
                fraction = (digits..<6).reduce(value) { value, _ in value * 10 }
            }
            let ofDay = Int64(hour * 3600 + minute * 60 + second)
            return Int64(date.daysSinceEpoch) * Self.perDay + ofDay * 1_000_000 + Int64(fraction)
        }
        guard let found, let found else { return nil }
        microseconds = found
    }

    var date: Date {
        let whole = microseconds.flooredQuotient(by: 1_000_000)
        let fraction = Double(microseconds - whole * 1_000_000) / 1_000_000
        let reference = whole - Int64(Date.timeIntervalBetween1970AndReferenceDate)
        return Date(timeIntervalSinceReferenceDate: Double(reference) + fraction)
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2024-02-29 12:34:56.789000+00`.
    var description: String {
        let days = microseconds.flooredQuotient(by: Self.perDay)
        let ofDay = microseconds - days * Self.perDay
        let seconds = ofDay / 1_000_000
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let fraction = String(ofDay % 1_000_000 + 1_000_000).dropFirst()
        let clock = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(fraction)+00"
        let day = CalendarDate(daysSinceEpoch: Int(days))
        let isBC = day.year <= 0
        return "\(isBC ? String(day.description.dropLast(3)) : day.description) \(clock)\(isBC ? " BC" : "")"
    }
}

extension CalendarDate {
    /// A day whose year is counted before Christ: `0044-03-15` is the year -43 of the astronomers.
    init?(bc text: Substring) {
        let parts = text.split(separator: "-")
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else {
            return nil
        }
        self.init(year: 1 - year, month: month, day: day)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
