/// What a listener sees of the desk's events (reviews are independent: nobody's is coloured by another's).
///
/// No event carries words or ratings, whoever looks: they are fetched, under the rules of the place where they stand.
package enum EventView: Sendable, Hashable {
    /// Those who will not be asked to review: everything that events tell, with names.
    case overseer
    /// Those who may be asked, or who only send articles: that and when others review, who does what, and what the
    /// reviews came to, is not shown. One's own name is.
    case blind(Member.ID?)

    /// Editors, auditors and admins oversee, unless they may be asked too, be it with another key: `BlindReview`.
    package init(_ principal: Principal) {
        self = principal.oversees && !principal.mayBeAsked ? .overseer : .blind(principal.memberID)
    }

    /// What a webhook is sent: nobody knows who reads it.
    package static let webhook = EventView.blind(nil)

    /// The details that anybody on the desk may see; a new detail is not shown until it is listed.
    private static let open: Set<String> = [
        "ending", "decision", "version", "status", "assignment", "comment", "appearance",
    ]
    /// What the reviews came to (`agreed`, `disputed`) tells one who has reviewed what the others said.
    private static let overseen: Set<String> = open.union(["claimStatus", "review", "verdict", "basis"])

    /// Whether this listener is told of the event at all.
    package func tells(_ event: DeskEvent) -> Bool {
        guard case .blind(let member) = self else { return true }
        let isOwn = member != nil && event.actor?.id == member
        return switch event.kind {
        case .article, .claim, .lease, .verdict, .removal: true
        case .review: isOwn
        // Who is asked for a review will have reviewed; whoever is asked may know it of themselves.
        case .assignment: isOwn || (member != nil && event.details["member"] == member?.description)
        case .comment: isOwn || event.details["open"] == "true"
        }
    }

    /// Who did it, as this listener may know.
    package func actor(of event: DeskEvent) -> DeskEvent.Actor? {
        switch self {
        case .overseer: event.actor
        case .blind(let member): event.actor.flatMap { $0.id == member ? $0 : nil }
        }
    }

    /// The details that this listener may see.
    package func details(of event: DeskEvent) -> [String: String] {
        let shown = self == .overseer ? Self.overseen : Self.open
        return event.details.filter { shown.contains($0.key) }
    }

    /// `{id,type,at,articleId,claimId,leaseId,actor:{id,name}|null,details:{…}}`
    package func json(_ event: DeskEvent) -> JSON {
        let details = details(of: event).sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        return [
            "id": .string(event.cursor.description),
            "type": .string(event.action),
            "at": JSON(event.at),
            "articleId": JSON(event.articleID),
            "claimId": JSON(event.claimID),
            "leaseId": JSON(event.leaseID),
            "actor": actor(of: event).map { ["id": JSON($0.id), "name": .string($0.name)] } ?? .null,
            "details": .object(details),
        ]
    }
}
