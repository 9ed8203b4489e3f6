import Domain
import Foundation

/// Figures as the page has them for people.
enum StatisticsWords {
    /// 12,345
    static func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return value < 0 ? "−" + text : text
    }

    /// For a scale: 500, 1,500, 20k, 3M.
    static func short(_ value: Double) -> String {
        switch value {
        case 1_000_000...: plain(value / 1_000_000) + "M"
        case 10_000...: plain(value / 1_000) + "k"
        default: value == value.rounded() ? number(Int(value)) : plain(value)
        }
    }

    /// 40 s, 12 min, 3.5 h, 2.1 days
    static func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<120: "\(Int(seconds.rounded())) s"
        case ..<7200: "\(Int((seconds / 60).rounded())) min"
        case ..<172_800: plain((seconds / 360).rounded() / 10) + " h"
        default: plain((seconds / 8640).rounded() / 10) + " days"
        }
    }

    /// 87 %, of nothing a dash.
    static func share(_ part: Int, of whole: Int) -> String {
        whole > 0 ? "\(Int((Double(part) * 100 / Double(whole)).rounded())) %" : "–"
    }

    /// 1 March 2026
    static func day(_ day: Day) -> String { "\(day.day) \(MonthName.all[day.month - 1]) \(day.year)" }

    /// For a scale: 1 Mar, and Mar 26 for a month.
    static func short(_ day: Day, _ bin: DayBin) -> String {
        let month = MonthName.all[day.month - 1].prefix(3)
        return bin == .month ? "\(month) \(String(day.year).suffix(2))" : "\(day.day) \(month)"
    }

    /// What stands in front of a row of the table: a day, a week, a month.
    static func row(_ day: Day, _ bin: DayBin) -> String {
        switch bin {
        case .day: StatisticsWords.day(day)
        case .week: "week of \(StatisticsWords.day(day))"
        case .month: "\(MonthName.all[day.month - 1]) \(day.year)"
        }
    }

    static func status(_ status: Claim.Status) -> String {
        switch status {
        case .detected: "waits for triage"
        case .queued: "waits for reviews"
        case .inReview: "in review"
        case .agreed: "agreed, waits for an editor"
        case .disputed: "disputed, waits for an editor"
        case .decided: "decided, waits for publication"
        case .dismissed, .published, .corrected, .retracted, .withdrawn, .merged: status.rawValue
        }
    }

    /// For the head of a column, in days.
    static func age(_ age: DeskStatistics.Age) -> String {
        switch age {
        case .day: "under 1"
        case .threeDays: "1–3"
        case .week: "3–7"
        case .month: "7–30"
        case .quarter: "30–90"
        case .older: "over 90"
        }
    }

    static func kind(_ kind: EvidenceInput.Kind?) -> String {
        switch kind {
        case .primary: "Primary source"
        case .secondary: "Secondary source"
        case .expert: "Expert"
        case .claimant: "The claimant"
        case nil: "Kind not said"
        }
    }

    /// Without a fraction that is nothing.
    private static func plain(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
