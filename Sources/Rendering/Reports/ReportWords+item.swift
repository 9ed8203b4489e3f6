import Domain
import Foundation

extension ReportWords {
    /// What is known of an item besides its words: what it is, who said it, when and where. Nothing of an article of which
    /// nobody said more.
    static func facts(_ item: Item) -> [(name: String, value: String, time: Date?)] {
        var facts: [(name: String, value: String, time: Date?)] = []
        if item.kind != .article { facts.append(("What it is", item.kind.noun.uppercasingFirst, nil)) }
        if let description = item.description { facts.append(("What it shows", description, nil)) }
        if let speaker = item.saidBy { facts.append(("Said by", speaker, nil)) }
        if let date = item.saidAt { facts.append(("Said on", day(date), date)) }
        if let place = item.saidIn { facts.append(("Said in", place, nil)) }
        return facts
    }
}
