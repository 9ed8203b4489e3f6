import Domain
import Postgres
import Store

/// How a new version of an article looks to whoever knows how its claims stood when they were checked.
struct AppearanceSight {
    /// What has become of a claim's words.
    enum Finding: Hashable {
        /// As it was in the version before, whatever an editor said of that.
        case same
        /// They stand as they did; `wereGone` where the version before lacked them.
        case stands(wereGone: Bool)
        /// They do not stand as they did; `note` is for the public.
        case changed(note: String?)
    }

    let texts: VersionTexts
    let item: Item
    /// Of the versions in which the claims stand.
    let items: [ArticleVersion.ID: Item]
    /// The claims that stand in the new version.
    let carried: Set<Claim.ID>
    /// The words that are claims there, by the reading.
    let detected: Set<String>
    private let before: (version: ArticleVersion, texts: VersionTexts)?

    /// - Parameter before: the last version that was read, with its text.
    init(
        texts: VersionTexts, item: Item, items: [ArticleVersion.ID: Item], carried: Set<Claim.ID>,
        detected: Set<String>,
        before: (version: ArticleVersion, text: String)?
    ) {
        self.texts = texts
        self.item = item
        self.items = items
        self.carried = carried
        self.detected = detected
        self.before = before.map { ($0.version, VersionTexts(title: $0.version.title, text: $0.text)) }
    }

    func finding(_ claim: StandingClaim) -> Finding {
        guard let anchor = claim.anchor else { return .stands(wereGone: false) }
        let now = texts[anchor.part].surroundings(of: anchor)
        let then = before.map { $0.texts[anchor.part].surroundings(of: anchor) }
        let isCarried = carried.contains(claim.id)
        let stoodBefore = claim.versionID == before?.version.id
        let isSaidSo = items[claim.versionID]?.isSaid(as: item) ?? true
        if !isCarried, !stoodBefore, let before, now == then, before.version.item.isSaid(as: item) { return .same }
        // A claim that was found again and not carried along is somebody else's now.
        let isSomebodyElses = anchor.part == .text && detected.contains(anchor.exact)
        if isCarried || isSaidSo && !isSomebodyElses && now.contains(anchor.surroundings) {
            return .stands(wereGone: !stoodBefore && !(then?.contains(anchor.surroundings) ?? true))
        }
        if now.isEmpty { return .changed(note: nil) }
        return .changed(note: isSaidSo ? Appearance.elsewhere : Appearance.saidOtherwise)
    }
}

extension Desk {
    /// Notes which of some claims a new version does not have as they were checked, and which it has so again. An editor finds
    /// the former in a list, and says what has become of them.
    func note(
        _ sight: AppearanceSight, of watched: [StandingClaim], in version: ArticleVersion, on desk: DeskProfile.ID,
        in session: Session
    ) throws {
        for (finding, claims) in Dictionary(grouping: watched, by: sight.finding) {
            let ids = claims.map(\.id)
            let noted: (claims: [Claim.ID], state: Appearance.State)
            switch finding {
            case .same: continue
            case .stands(let wereGone):
                noted = (try Claim.noteUnchanged(ids, wereGone: wereGone, on: desk, in: session), .unchanged)
            case .changed(let note):
                noted = (try Claim.noteChanged(ids, note: note, on: desk, in: session), .changed)
            }
            try AuditEvent.insert(
                .claimAppearance, "claim", noted.claims.map(\.rawValue),
                ["appearance": noted.state.rawValue, "version": version.id.description], on: desk, in: session)
        }
    }
}
