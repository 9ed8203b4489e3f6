import Domain

/// Why reviewers and editors of a made-up desk rate as they do, and what they cite.
struct VolumeReasoning {
    let topic: VolumeTopic
    let year: Int

    /// 150 to 600 characters that lean as the rating does.
    func rationale(_ rating: Rating, _ random: inout VolumeRandom) -> String {
        let judgements: [VolumeSentence] =
            switch rating.direction {
            case .truth: Self.forIt
            case .falsehood: Self.againstIt
            case .mixed: Self.halfway
            case nil: Self.offScale
            }
        var text = judgements[random.below(judgements.count)].filled(topic, year: year, &random)
        let wanted = random.number(150...520)
        while text.count < wanted {
            text += " " + Self.steps[random.below(Self.steps.count)].filled(topic, year: year, &random)
        }
        return text
    }

    /// An item that leans as the rating does, most of the time.
    ///
    /// - Parameter number: makes its address its own.
    func item(for rating: Rating, _ spoiled: VolumeCase?, _ random: inout VolumeRandom) -> EvidenceInput {
        let source = random.zipf(VolumeWords.publishers.count)
        let fitting: EvidenceInput.Stance =
            switch rating.direction {
            case .truth: .supports
            case .falsehood: .refutes
            case .mixed: random.chance(0.5) ? .supports : .refutes
            case nil: .context
            }
        let stance = random.chance(0.78) ? fitting : random.chance(0.7) ? .context : .supports
        let path = "\(year - random.below(3))/\(String(random.word() >> 24, radix: 36))"
        // Some addresses are copied with what trackers add.
        let tracking = random.chance(0.06) ? "?utm_source=desk&utm_medium=link" : ""
        let url = "https://\(random.chance(0.5) ? "www." : "")\(VolumeWords.hosts[source])/\(path)\(tracking)"
        var item = EvidenceInput(
            url: url, title: Self.titles[random.below(Self.titles.count)].filled(topic, year: year, &random),
            publisher: spoiled?.publisher ?? VolumeWords.publishers[source],
            quote: spoiled?.quote ?? Self.quotes[random.below(Self.quotes.count)].filled(topic, year: year, &random),
            stance: stance, kind: random.chance(0.08) ? nil : random.pick(Self.kinds))
        if random.chance(0.03) { item.interest = "The publisher owns a share in \(random.pick(topic.works))." }
        if random.chance(0.3) {
            item.archivedURL = "https://web.archive.org/web/\(year)0\(random.number(1...9))15120000/\(url)"
            item.archiveSHA256 = (0..<4).map { _ in
                let digits = String(random.word(), radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        }
        return item
    }

    private static let kinds: [EvidenceInput.Kind] = [
        .primary, .primary, .primary, .secondary, .secondary, .secondary, .expert, .claimant,
    ]
    private static let forIt = [
        "The register lists {count} {thing} for {year}, which is the number that was named.",
        "The annual report of {year} gives {money} for {work}, as claimed.",
        "Both the minutes of {month} and the contract confirm it.",
    ].map(VolumeSentence.init)
    private static let againstIt = [
        "The register lists {count} {thing} for {year}, far from the number that was named.",
        "The contract, signed in {month} {year}, says the opposite.",
        "No table of {body.lower} has such a figure; the nearest is {percent} percent.",
    ].map(VolumeSentence.init)
    private static let halfway = [
        "The number is right for {place} alone; for the whole region it was {count}.",
        "It is true of {year} and was no longer true when it was said.",
        "The sum is right, but it covers {work} as well, which was left out.",
    ].map(VolumeSentence.init)
    private static let offScale = [
        "Nobody publishes the number of {thing} for single towns, so it can be neither shown nor refuted.",
        "The documents about {work} are under seal until {next}.",
        "It is a wish for the year {next} and not a statement of fact.",
    ].map(VolumeSentence.init)
    private static let steps = [
        "We asked {body.lower} for the underlying table and got it on {weekday}.",
        "An earlier count, from {month} {year}, comes to {count}.",
        "The difference of {percent} percent is within what the statisticians call provisional.",
        "{body} did not wish to comment.", "The figures exclude {place}, where the count began in {year}.",
        "Two independent sources agree on this.",
        "In {month} {year} the method was changed, so that longer series cannot be compared.",
        "The original quotation, in full, does not change the picture.",
        "A footnote on page {percent} names {money} as the sum that was approved.",
    ].map(VolumeSentence.init)
    private static let titles = [
        "Annual report {year}", "Table {percent}: {thing} by district", "Minutes of the session in {month} {year}",
        "What {work} cost: an audit", "Written answer on {thing} in {place}", "Contract for {work}, as published",
    ].map(VolumeSentence.init)
    private static let quotes = [
        "In {year} a total of {count} {thing} were recorded in {place}; the year before there had been {count}.",
        "The total cost of {work} amounts to {money}, of which {percent} percent have been paid.",
        "The session approved {money} for {work} against {percent} votes and postponed the rest until {month}.",
        "“We have no figures of our own on {thing},” the office wrote in {month} {year}.",
    ].map(VolumeSentence.init)
}
