import Domain
import Testing

struct DayTests {
    @Test(arguments: ["1970-01-01", "2026-03-01", "2024-02-29", "0001-01-01", "9999-12-31", "2000-02-29"])
    func aDayIsReadAndWrittenAlike(_ text: String) throws {
        #expect(try #require(Day(text)).description == text)
    }

    @Test(arguments: [
        "", "2026-3-1", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-04-00",
        "0000-01-01",
        "2026-03-01T00:00:00Z", "+026-03-01", "２０２６-03-01", "2026/03/01",
    ])
    func whatIsNoDayIsRefused(_ text: String) { #expect(Day(text) == nil) }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
        let first = try #require(Day("1800-01-01"))
        for step in 0..<146_097 {
            let day = first.adding(step)
            #expect(day.weekday == (2 + step) % 7)
            if day.day == 1 { #expect(first.adding(step - 1).month == (day.month == 1 ? 12 : day.month - 1)) }
        }
        #expect(first.adding(146_097).description == "2200-01-01")
    }

    @Test func daysBeforeOurEraFollowEachOtherToo() throws {
        var day = try #require(Day(year: -401, month: 2, day: 28))
        for _ in 0..<146_097 {
            let next = day.adding(1)
            #expect(Day(year: next.year, month: next.month, day: next.day) == next)
            #expect(next.weekday == (day.weekday + 1) % 7)
            #expect(next.day == day.day + 1 || next.day == 1 && next.month == day.month % 12 + 1)
            day = next
        }
        #expect((day.year, day.month, day.day) == (-1, 2, 28))
    }

    @Test(arguments: [(2026, 0, 1), (2026, 13, 1), (2026, 4, 0), (2026, 4, 31), (1900, 2, 29), (-100, 2, 29)])
    func aDayThatTheCalendarDoesNotHaveIsNone(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test func binsBeginOnMondaysAndFirsts() throws {
        let sunday = try #require(Day("2026-03-01"))
        #expect(DayBin.week.first(of: sunday).description == "2026-02-23")
        #expect(DayBin.month.first(of: sunday.adding(20)).description == "2026-03-01")
        let bins = DayBin.week.all(from: sunday, to: sunday.adding(1)).map(\.description)
        #expect(bins == ["2026-02-23", "2026-03-02"])
        #expect(DayBin.day.all(from: sunday, to: sunday) == [sunday])
        #expect(DayBin.month.all(from: sunday.adding(1), to: sunday).isEmpty)
    }

    @Test func longPeriodsAreTakenTogether() {
        #expect([1, 62, 63, 400, 401, 731].map(DayBin.init(days:)) == [.day, .day, .week, .week, .month, .month])
    }

    @Test(arguments: ["UTC", "Europe/Oslo", "America/Argentina/Ushuaia", "Etc/GMT+5", "America/Port-au-Prince"])
    func namesOfTimeZonesPass(_ name: String) throws { try DeskStatistics.validate(timeZone: name) }

    @Test(arguments: [
        "", "CET", "+02:00", "EST5EDT,M3.2.0", "Europe/", "/Oslo", "Europe/Os lo", "A/B/C/D", "Europe/'; --",
    ])
    func otherThingsDoNot(_ name: String) {
        #expect(throws: InputError.self) { try DeskStatistics.validate(timeZone: name) }
    }
}
