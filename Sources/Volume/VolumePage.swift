import Domain

/// The text of a made-up article while it is written, and what it claims.
struct VolumePage {
    struct Found {
        let statement: String
        let span: VolumeText.Span
        let claimant: Claimant
        let kind: Claim.Kind
        let spoiled: VolumeCase?
    }

    let topic: VolumeTopic
    let year: Int
    private(set) var title = ""
    private(set) var text = VolumeText()
    private(set) var passages: [ArticlePassage] = []
    private(set) var claims: [Found] = []

    init(topic: VolumeTopic, year: Int) {
        self.topic = topic
        self.year = year
    }

    /// Writes a title, a dek and paragraphs of one to four claims each.
    ///
    /// - Parameter numbers: of the claims, over the whole desk.
    mutating func write(claims numbers: Range<Int>, _ random: inout VolumeRandom) {
        title = VolumeSentence.titles[random.below(VolumeSentence.titles.count)]
            .filled(topic, year: year, &random)
        let dek = VolumeSentence.deks[random.below(VolumeSentence.deks.count)]
        text.append(dek.filled(topic, year: year, &random))
        end("dek", from: 0)
        var left = numbers
        while !left.isEmpty {
            text.append("\n\n")
            let start = text.end.points
            let several = min(left.count, random.number(1...4))
            for number in left.prefix(several) {
                if text.end.points > start { text.append(" ") }
                claim(number, &random)
                if random.chance(0.12) { filler(&random) }
            }
            left = left.dropFirst(several)
            end("body", from: start)
        }
    }

    private mutating func end(_ role: String, from start: Int) {
        passages.append(ArticlePassage(start: start, end: text.end.points, role: role))
    }

    private mutating func filler(_ random: inout VolumeRandom) {
        let sentence = VolumeSentence.fillers[random.below(VolumeSentence.fillers.count)]
        text.append(" " + sentence.filled(topic, year: year, &random))
    }

    private mutating func claim(_ number: Int, _ random: inout VolumeRandom) {
        let spoiled = VolumeCase.of(claim: number)
        let (kind, sentence) = VolumeSentence.claims[random.below(VolumeSentence.claims.count)]
        let words = spoiled?.statement ?? lengthened(sentence.filled(topic, year: year, &random), &random)
        var claimant = VolumeClaimants.pick(&random)
        if let name = spoiled?.claimant { claimant = Claimant(name: name, kind: .named, quotation: .indirect) }
        // Spoiled words stand in the text as they are.
        if spoiled?.statement != nil { claimant = Claimant(name: nil, kind: .article, quotation: nil) }
        let span = text.append(Self.printed(words, by: claimant, &random))
        claims.append(
            Found(statement: words + ".", span: span, claimant: claimant, kind: kind, spoiled: spoiled))
    }

    /// 60 to 220 characters: a short sentence gets a second half, as news sentences do.
    private func lengthened(_ words: String, _ random: inout VolumeRandom) -> String {
        guard words.count < 60 || random.chance(0.4) else { return words }
        let tail = VolumeSentence.tails[random.below(VolumeSentence.tails.count)]
        let whole = words + ", " + tail.filled(topic, year: year, &random)
        return whole.count < 220 ? whole : words
    }

    /// The sentence as the article has it, with who says it.
    private static func printed(_ words: String, by claimant: Claimant, _ random: inout VolumeRandom) -> String {
        guard let name = claimant.name, let quotation = claimant.quotation else { return words + "." }
        let cue = random.pick(VolumeWords.cues)
        let office =
            claimant.kind == .named && !claimant.isOrganization && random.chance(0.5)
            ? ", \(random.pick(VolumeWords.offices))," : ""
        switch quotation {
        case .direct:
            return "“\(words),” \(name)\(office) \(cue)."
        case .indirect:
            return "\(name.uppercasingFirst)\(office) \(cue) that \(words.lowercasingFirst)."
        case .mixed:
            guard let comma = words.firstIndex(of: ",") else {
                return "According to \(name)\(office) “\(words.lowercasingFirst)”."
            }
            let beginning = String(words[..<comma]).lowercasingFirst
            return "According to \(name)\(office) \(beginning)“\(words[comma...])”."
        }
    }
}

extension VolumeSentence {
    static let titles = [
        "{place} and the {thing}: what the numbers say", "Dispute about {work} reaches the council of {place}",
        "{body} under fire over {work}", "{count} {thing}, and a question for {place}", "Who pays for {work}?",
        "{body} defends its figures for {month}", "After {month}: {place} counts its {thing} again",
    ].map(VolumeSentence.init)
    static let deks = [
        "In {place} everybody talks about {work}. We looked at what is said, and by whom.",
        "{body} has published its figures for {month}. They raise more questions than they answer.",
        "A {weekday} evening in {place}, a full hall, and a debate about {thing}.",
    ].map(VolumeSentence.init)
}
