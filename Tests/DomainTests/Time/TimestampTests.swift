import Chance
import Domain
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (1_795_361_462.417, "2026-11-22T15:31:02.417Z"),
        (951_782_400, "2000-02-29T00:00:00.000Z"),
        (4_107_542_400, "2100-03-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.000Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"),
        (0.0004, "1970-01-01T00:00:00.000Z"),
        (0.9996, "1970-01-01T00:00:01.000Z"),
        (-62_135_596_800, "0001-01-01T00:00:00.000Z"),
        (253_402_300_799.999, "9999-12-31T23:59:59.999Z"),
    ])
    func knownTimesAreWrittenInUTCWithMilliseconds(seconds: Double, text: String) {
        #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test(arguments: [
        "1970-01-01T00:00:00.000000Z", "1969-12-31T23:59:59.999999Z", "2000-02-29T23:59:59.000001Z",
        "2026-11-22T15:31:02.417058Z", "2269-12-31T23:59:59.999999Z", "1731-01-01T00:00:00.100000Z",
    ])
    func microsecondsAreReadAndWrittenExactly(text: String) throws {
        #expect(Timestamp.microsecondText(try #require(Timestamp.date(text))) == text)
    }

    @Test func microsecondsRoundUpIntoTheNextSecondAndStayWhereRFC3339CanWriteThem() throws {
        let nearly = try #require(Timestamp.date("2026-11-22T15:31:02.9999996Z"))
        #expect(Timestamp.microsecondText(nearly) == "2026-11-22T15:31:03.000000Z")
        #expect(Timestamp.microsecondText(.distantPast) == "0001-01-01T00:00:00.000000Z")
        #expect(Timestamp.microsecondText(Date(timeIntervalSince1970: -1e15)) == "0001-01-01T00:00:00.000000Z")
        #expect(Timestamp.microsecondText(Date(timeIntervalSince1970: 1e15)).hasPrefix("9999-12-31T23:59:59.999"))
    }

    @Test func timesThatRFC3339CannotWriteBecomeTheNearestThatItCan() {
        #expect(Timestamp.text(Date(timeIntervalSince1970: -1e15)) == "0001-01-01T00:00:00.000Z")
        #expect(Timestamp.text(Date(timeIntervalSince1970: 1e15)) == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp.text(Date(timeIntervalSince1970: .infinity)) == "9999-12-31T23:59:59.999Z")
    }

    @Test(arguments: [
        ("2026-11-22T15:31:02.417Z", 1_795_361_462.417),
        ("2026-11-22t15:31:02z", 1_795_361_462),
        ("2026-11-22T17:01:02+01:30", 1_795_361_462),
        ("2026-11-22T07:31:02-08:00", 1_795_361_462),
        ("2026-11-22T15:31:02-00:00", 1_795_361_462),
        ("2026-11-22T15:31:02.5Z", 1_795_361_462.5),
        ("2026-11-22T15:31:02.250000000000000000000000Z", 1_795_361_462.25),
        ("2024-02-29T00:00:00Z", 1_709_164_800),
        ("1990-12-31T23:59:60Z", 662_688_000),
        ("1990-12-31T15:59:60-08:00", 662_688_000),
        ("2016-12-31T23:59:60.5Z", 1_483_228_800.5),
        ("0001-01-01T00:00:00Z", -62_135_596_800),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func rfc3339IsRead(text: String, seconds: Double) throws {
        let date = try #require(Timestamp.date(text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-5)
    }

    @Test(arguments: [
        "", "2026", "2026-11-22", "2026-11-22T15:31", "2026-11-22T15:31Z", "2026-11-22T15:31:02",
        "2026-11-22 15:31:02Z", "2026-11-22T15:31:02.Z", "2026-11-22T15:31:02,5Z", "2026-11-22T15:31:02+0100",
        "2026-11-22T15:31:02+01", "2026-11-22T15:31:02+24:00", "2026-11-22T15:31:02+01:60", "2026-11-22T15:31:02Z ",
        " 2026-11-22T15:31:02Z", "2026-11-22T15:31:02ZZ", "2026-11-31T00:00:00Z", "2026-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-11-00T00:00:00Z",
        "2026-11-22T24:00:00Z", "2026-11-22T15:60:00Z", "2026-11-22T15:31:61Z", "2026-11-22T15:31:60Z",
        "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01", "+2026-11-22T15:31:02Z",
        "-2026-11-22T15:31:02Z", "2026-1-22T15:31:02Z", "２026-11-22T15:31:02Z", "yesterday", "1795361462",
        "2026-11-22T15:31:02\u{0}Z",
    ])
    func anythingElseIsRefused(text: String) { #expect(Timestamp.date(text) == nil) }

    @Test func whatIsWrittenIsReadBackToTheMillisecond() throws {
        var random = SplitMix64(seed: 20_261_122)
        for _ in 0..<20_000 {
            let milliseconds = Int.random(in: -62_135_596_800_000...253_402_300_799_999, using: &random)
            let text = Timestamp.text(Date(timeIntervalSince1970: Double(milliseconds) / 1000))
            let date = try #require(Timestamp.date(text), "\(text)")
            #expect(Int((date.timeIntervalSince1970 * 1000).rounded()) == milliseconds, "\(text)")
            #expect(Timestamp.text(date) == text)
        }
    }

    @Test(arguments: [
        -62_135_596_800, -86_400.001, -0.001, -0.0001, 0, 951_782_399.9996, 1_795_361_462.417, 1e15, -1e15,
    ])
    func theDayOfATimeIsTheOneThatItsTextBeginsWith(seconds: Double) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(Timestamp.text(date).hasPrefix("\(Timestamp.day(date))T"))
    }

    @Test(arguments: ["0001-01-01", "1969-12-31", "1970-01-01", "2026-03-01", "9999-12-31"])
    func aDayBeginsAtMidnight(text: String) throws {
        let start = Timestamp.start(of: try #require(Day(text)))
        #expect(Timestamp.text(start) == "\(text)T00:00:00.000Z")
        #expect(Timestamp.day(start - 0.001).adding(1) == Timestamp.day(start) || text == "0001-01-01")
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBeforeIt() throws {
        var day = try #require(Timestamp.date("1899-12-31T12:00:00Z"))
        var before = Timestamp.text(day)
        for _ in 0..<146_097 {
            day += 86_400
            let text = Timestamp.text(day)
            #expect(before < text && Timestamp.date(text) == day)
            before = text
        }
        #expect(before == "2299-12-31T12:00:00.000Z")
    }
}
