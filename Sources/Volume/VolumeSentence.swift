import Domain

/// A sentence to be filled in, read once: words and named gaps.
struct VolumeSentence {
    private enum Piece {
        case words(String)
        case gap(Substring)
    }

    private let pieces: [Piece]

    /// - Parameter template: words with gaps such as `{month}`.
    init(_ template: String) {
        var pieces: [Piece] = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            pieces.append(.gap(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        self.pieces = pieces
    }

    /// The sentence about a topic, near a year.
    func filled(_ topic: VolumeTopic, year: Int, _ random: inout VolumeRandom) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .gap(let name): text += Self.word(name, topic, year, &random)
            }
        }
        return text
    }

    private static func word(
        _ name: Substring, _ topic: VolumeTopic, _ year: Int, _ random: inout VolumeRandom
    ) -> String {
        switch name {
        case "body": random.pick(topic.bodies)
        case "thing": random.pick(topic.counts)
        case "work": random.pick(topic.works)
        case "body.lower": random.pick(topic.bodies).lowercasingFirst
        case "work.upper": random.pick(topic.works).uppercasingFirst
        case "place": random.pick(VolumeWords.places)
        case "month": random.pick(MonthName.all)
        case "weekday": random.pick(VolumeWords.weekdays)
        case "year": String(year - random.below(12))
        case "next": String(year + 1 + random.below(8))
        case "percent": String(random.number(2...79))
        case "count": count(&random)
        case "money": money(&random)
        case "comparison": comparisons[random.below(comparisons.count)].filled(topic, year: year, &random)
        // A template of ours with another name would be a slip; it shows in the text.
        default: String(name)
        }
    }

    private static func count(_ random: inout VolumeRandom) -> String {
        let size = random.below(3)
        let number =
            size == 0 ? random.number(11...98) : size == 1 ? random.number(110...990) : random.number(11...870) * 100
        return number >= 1000 ? "\(number / 1000),\(String(number % 1000 + 1000).dropFirst())" : String(number)
    }

    private static func money(_ random: inout VolumeRandom) -> String {
        let tenth = random.chance(0.5) ? ".\(random.number(1...9))" : ""
        return "\(random.number(2...940))\(tenth) million \(random.pick(["crowns", "euros"]))"
    }

    private static let comparisons = VolumeWords.comparisons.map(VolumeSentence.init)
    static let tails = VolumeWords.tails.map(VolumeSentence.init)
    static let fillers = VolumeWords.fillers.map(VolumeSentence.init)

    /// What a claim can say, without its full stop.
    static let claims: [(kind: Claim.Kind, sentence: VolumeSentence)] = templates.map { ($0.0, VolumeSentence($0.1)) }

    private static let templates: [(Claim.Kind, String)] = [
        (.quantity, "{body} counted {count} {thing} in {place} in {year}"),
        (.quantity, "There were {count} {thing} in {month} {year}, {comparison}"),
        (.quantity, "{body} spent {money} on {work} in {year}"),
        (.quantity, "About {percent} percent of the {thing} in {place} were never recorded"),
        (.quantity, "The bill for {work} has grown by {percent} percent to {money}"),
        (.quantity, "One in {percent} {thing} last year was in {place}"),
        (.comparison, "{place} has more {thing} per inhabitant than any other town on the coast"),
        (.comparison, "{body} paid {percent} percent more for {work} than its neighbours did"),
        (.comparison, "The number of {thing} in {place} rose faster than in the capital between {year} and {next}"),
        (.event, "{body} stopped work on {work} in {month} {year}"),
        (.event, "{body} signed the contract for {work} on a {weekday} in {month}"),
        (.event, "The first {thing} were moved to {place} in {month} {year}"),
        (.event, "{body} opened an inquiry into {work} after complaints from {place}"),
        (.event, "Parliament voted down the money for {work} in {month} {year}"),
        (.cause, "The delay of {work} has led to {count} additional {thing}"),
        (.cause, "Because of {work}, the number of {thing} fell by {percent} percent within a year"),
        (.cause, "Cuts of {money} in {year} caused the shortage that {body.lower} now reports"),
        (.law, "Since {month} {year} the law has required {body.lower} to publish all {thing}"),
        (.law, "The rules allow no more than {count} {thing} a year in towns of the size of {place}"),
        (.law, "A court in {place} declared the contract for {work} void in {year}"),
        (.record, "{year} brought the highest number of {thing} since records began"),
        (.record, "No town on the coast has ever spent as much on {work} as {place} did in {year}"),
        (.prediction, "{body} expects {count} {thing} a year by {next}"),
        (.prediction, "Without {work}, {place} will run out of money by {month} {next}"),
        (.statement, "{body} never asked for {work}"),
        (.statement, "Nobody at the ministry knew of the {count} {thing} before {month}"),
        (.opinion, "{work.upper} was the best investment that {place} has made since {year}"),
        (.other, "{body} and the town of {place} have shared the costs of {work} since {year}"),
    ]
}

extension String {
    /// For a subject that moves into the middle of a sentence; only articles lose their capital.
    var lowercasingFirst: String {
        for word in [
            "The ", "About ", "One ", "There ", "No ", "A ", "Nobody ", "Because ", "Since ", "Without ", "Cuts ",
        ]
        where hasPrefix(word) { return word.lowercased() + dropFirst(word.count) }
        return self
    }
}
