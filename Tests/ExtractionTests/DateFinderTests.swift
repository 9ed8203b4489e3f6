import Testing

@testable import Extraction

@Suite
struct DateFinderTests {
    /// A Monday.
    private let published = PublicationDay(year: 2015, month: 6, day: 15)

    private func dates(_ text: String) -> [String] {
        let reading = Reading(line: text, lexicon: .english)
        guard let unit = reading.units.first else { return [] }
        return DateFinder(source: reading.source, tokens: reading.tokens, today: CivilDay(published)).dates(
            in: unit.tokens
        )
        .map(\.resolved)
    }

    @Test(arguments: [
        ("The strike came on Sunday.", "2015-06-14"), ("She spoke Monday.", "2015-06-15"),
        ("It began last Friday.", "2015-06-12"),
        ("It ended yesterday.", "2015-06-14"), ("They will vote on Tuesday.", "2015-06-16"),
        ("The hearing is next Monday.", "2015-06-22"),
        ("He left three days ago.", "2015-06-12"), ("The plant opened two years ago.", "2013"),
        ("It fell last month.", "2015-05"),
        ("It fell last year.", "2014"), ("He swore allegiance last week.", "2015-W24"),
    ]
    )
    func relativeDaysAreResolvedAgainstTheDayOfPublication(text: String, expected: String) {
        #expect(dates(text) == [expected])
    }

    @Test(arguments: [
        ("It began on June 3, 2014 in Oslo.", "2014-06-03"), ("It began on 3 June 2014.", "2014-06-03"),
        ("The law passed in March 2013.", "2013-03"),
        ("He was indicted in 2013.", "2013"), ("The vote on June 9 failed.", "2015-06-09"),
        ("The fire on December 20 spread.", "2014-12-20"),
        ("It reopened in April.", "2015-04"),
    ]
    )
    func writtenDatesKeepTheirPrecision(text: String, expected: String) {
        #expect(dates(text) == [expected])
    }

    @Test(arguments: ["It may fall.", "The army will march.", "She counted 2000 votes.", "He has 12 boats."]
    )
    func whatOnlyLooksLikeADateIsNone(text: String) {
        #expect(dates(text).isEmpty)
    }

    @Test
    func withoutADayOfPublicationOnlyWrittenDatesAreResolved() throws {
        let reading = Reading(line: "It closed on Sunday after it opened in 1998.", lexicon: .english)
        let unit = try #require(reading.units.first)
        let found = DateFinder(source: reading.source, tokens: reading.tokens, today: nil).dates(in: unit.tokens)
        #expect(found.map(\.resolved) == ["1998"])
    }

    @Test
    func daysAreCountedAcrossMonthsYearsAndLeapDays() throws {
        for (year, month, day) in [(2000, 2, 29), (1970, 1, 1), (1900, 3, 1), (2015, 12, 31), (1582, 10, 15)] {
            let date = PublicationDay(year: year, month: month, day: day)
            #expect(try #require(CivilDay(date)).day == date)
        }
        let monday = try #require(CivilDay(published))
        #expect(monday.weekday == 0)
        #expect(CivilDay(number: monday.number - 15).text == "2015-05-31")
        #expect(CivilDay(PublicationDay(year: 2021, month: 1, day: 3))?.week == "2020-W53")
        #expect(CivilDay(PublicationDay(year: 2015, month: 13, day: 1)) == nil)
    }
}
