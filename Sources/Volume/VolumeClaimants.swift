import Domain

/// The few hundred people and bodies who are quoted on a made-up desk: some every day, most hardly ever.
enum VolumeClaimants {
    private static let people = 320

    /// The n-th of them: every eighth is a body.
    static func named(_ place: Int) -> (name: String, isOrganization: Bool) {
        if place % 8 == 5 {
            let list = VolumeWords.organizations
            let turn = place / 8 / list.count
            // The same bodies of other towns, once the list is through.
            let name = list[place / 8 % list.count] + (turn == 0 ? "" : " of \(VolumeWords.places[turn - 1])")
            return (name, true)
        }
        return (person(place), false)
    }

    /// 24 and 23 have no common factor: every pair of names comes before any comes again.
    static func person(_ place: Int) -> String {
        let (given, family) = (VolumeWords.given, VolumeWords.family)
        return "\(given[place % given.count]) \(family[place % family.count])"
    }

    /// Who says a claim: a third are named, a tenth anonymous, the rest is the article's own voice.
    static func pick(_ random: inout VolumeRandom) -> Claimant {
        let share = random.unit()
        let quotation: Claimant.Quotation = random.chance(0.3) ? .direct : random.chance(0.15) ? .mixed : .indirect
        if share < 1.0 / 3 {
            let found = named(random.zipf(people))
            return Claimant(
                name: found.name, kind: .named, quotation: quotation, isOrganization: found.isOrganization)
        }
        if share < 0.43 {
            return Claimant(name: random.pick(VolumeWords.anonymous), kind: .anonymous, quotation: quotation)
        }
        return Claimant(name: nil, kind: .article, quotation: nil)
    }
}
