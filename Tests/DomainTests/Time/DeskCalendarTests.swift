import Domain
import Foundation
import Testing

@Suite struct DeskCalendarTests {
    private func date(_ text: String) throws -> Date { try #require(Timestamp.date(text)) }

    @Test(arguments: [
        (
            "Europe/Berlin", "2026-11-23T23:30:00Z", "24 November 2026", "2026-11-24T00:30:00.000+01:00",
            "00:30 (UTC+01:00)"
        ),
        ("Europe/Berlin", "2026-07-01T22:30:00Z", "2 July 2026", "2026-07-02T00:30:00.000+02:00", "00:30 (UTC+02:00)"),
        (
            "America/New_York", "2026-11-24T02:00:00Z", "23 November 2026", "2026-11-23T21:00:00.000-05:00",
            "21:00 (UTC-05:00)"
        ),
        (
            "Asia/Kolkata", "2026-11-23T18:29:59Z", "23 November 2026", "2026-11-23T23:59:59.000+05:30",
            "23:59 (UTC+05:30)"
        ),
        ("UTC", "2026-11-23T23:30:00Z", "23 November 2026", "2026-11-23T23:30:00.000Z", "23:30 UTC"),
        ("Mars/Olympus", "2026-11-23T23:30:00Z", "23 November 2026", "2026-11-23T23:30:00.000Z", "23:30 UTC"),
    ])
    func aDayIsThatOfTheDesk(zone: String, moment: String, day: String, timestamp: String, clock: String) throws {
        let calendar = DeskCalendar(timeZone: zone)
        let date = try date(moment)
        #expect(calendar.text(date) == day)
        #expect(calendar.timestamp(date) == timestamp)
        #expect(calendar.moment(date) == "\(day), \(clock)")
        #expect(Timestamp.date(calendar.timestamp(date)) == date)
    }

    @Test(arguments: [
        ("en-US", "November 24, 2026"), ("de", "24. November 2026"), ("fr", "24 novembre 2026"),
        ("en-GB", "24 November 2026"),
    ])
    func aDayIsSaidInTheDesksLanguage(language: String, day: String) throws {
        let calendar = DeskCalendar(timeZone: "Europe/Berlin", language: language)
        #expect(calendar.text(try date("2026-11-23T23:30:00Z")) == day)
    }

    @Test func zonesAndLanguagesThatThereAreNotAreRefused() {
        func field(_ check: () throws(InputError) -> Void) -> String? {
            do { try check() } catch { return error.field }
            return nil
        }
        for zone in ["Europe/Oslo", "UTC", "America/Argentina/Buenos_Aires"] {
            #expect(field { () throws(InputError) in try DeskCalendar.validate(timeZone: zone, "z") } == nil)
        }
        for zone in ["", "Berlin", "EST5EDT,M3.2.0", "Mars/Olympus", "../etc/passwd"] {
            #expect(field { () throws(InputError) in try DeskCalendar.validate(timeZone: zone, "z") } == "z")
        }
        for language in ["en", "en-US", "de", "pt-BR", "ar"] {
            #expect(field { () throws(InputError) in try DeskCalendar.validate(language: language, "l") } == nil)
        }
        for language in ["", "english", "xx-YY", "e\u{0}n"] {
            #expect(field { () throws(InputError) in try DeskCalendar.validate(language: language, "l") } == "l")
        }
    }
}
