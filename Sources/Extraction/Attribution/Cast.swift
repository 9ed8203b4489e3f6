/// Everybody who speaks in an article, and the ways to find them again.
struct Cast {
    /// Somebody or something that is quoted.
    struct Speaker {
        var name: String
        var form: SourceMention.Form
        var isPlural: Bool
        var isOrganization: Bool
        /// The words beside the noun ("senior", "administration"), for unnamed sources.
        var modifiers: Set<UInt64> = []
    }

    /// What a description is about.
    struct Head: Hashable {
        var head: UInt64
        var isPlural: Bool
    }

    private(set) var speakers: [Speaker] = []
    var byName: [UInt64: Int] = [:]
    var byHead: [Head: [Int]] = [:]
    /// The speaker who spoke last.
    var recent: Int? {
        didSet {
            guard let recent else { return }
            if speakers[recent].isPlural {
                lastPlural = recent
            } else if !speakers[recent].isOrganization {
                lastPerson = recent
            }
        }
    }
    private(set) var lastPlural: Int?
    private var lastPerson: Int?

    /// The last single person who spoke; whoever spoke last where there is none.
    var recentPerson: Int? { lastPerson ?? recent }

    mutating func add(_ speaker: Speaker) -> Int {
        speakers.append(speaker)
        return speakers.count - 1
    }

    func claimant(_ speaker: Int, _ quotation: Claimant.Quotation) -> Claimant {
        let speaker = speakers[speaker]
        return Claimant(
            name: speaker.name,
            kind: speaker.form == .description ? .anonymous : .named,
            isOrganization: speaker.isOrganization,
            quotation: quotation
        )
    }
}
