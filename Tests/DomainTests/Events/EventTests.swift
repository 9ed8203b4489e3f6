import Domain
import Foundation
import Testing

struct EventCursorTests {
    @Test(arguments: ["0-0", "812-44", "9999999999999999999-999999999999999999"])
    func isReadAsItIsWritten(text: String) throws { #expect(try #require(EventCursor(text)).description == text) }

    @Test(arguments: ["", "-", "812", "812-", "-44", "812-44-1", "+812-44", "8 12-44", "18446744073709551616-0", "a-b"])
    func nothingElseIsRead(text: String) { #expect(EventCursor(text) == nil) }

    @Test func transactionsGoBeforeSequences() {
        #expect(EventCursor(transaction: 9, sequence: 100) < EventCursor(transaction: 10, sequence: 1))
        #expect(EventCursor(transaction: 9, sequence: 1) < EventCursor(transaction: 9, sequence: 2))
    }
}

/// Who sees what of an event: the table of docs/api.md.
struct EventViewTests {
    private static let ana = Member.ID(rawValue: UUID())
    private static let ben = Member.ID(rawValue: UUID())

    private func event(by actor: Member.ID?) -> DeskEvent {
        DeskEvent(
            cursor: EventCursor(transaction: 7, sequence: 1), at: Date(timeIntervalSince1970: 0),
            action: "review.submitted", kind: .review, articleID: nil, claimID: Claim.ID(rawValue: UUID()),
            leaseID: nil,
            actor: actor.map { DeskEvent.Actor(id: $0, name: "A name") },
            details: [
                "claimStatus": "disputed", "review": "r", "lease": "l", "rating": "false", "ending": "submitted",
                "rationale": "words", "overrideReason": "why",
            ])
    }

    private func view(_ roles: Set<Role>, of memberRoles: Set<Role>? = nil, _ member: Member.ID = ana) -> EventView {
        EventView(
            Principal(
                deskID: DeskProfile.ID(rawValue: UUID()), memberID: member, memberName: "n", keyID: nil, roles: roles,
                memberRoles: memberRoles ?? roles))
    }

    @Test(arguments: [
        ([Role.reviewer], false), ([.submitter], false), ([.editor], true), ([.auditor], true), ([.admin], true),
        ([.editor, .reviewer], false), ([.submitter, .auditor], true), ([.submitter, .reviewer], false),
    ])
    func namesAreForThoseWhoWillNotBeAsked(roles: [Role], seesNames: Bool) {
        let view = view(Set(roles))
        let event = event(by: Self.ben)
        #expect((view.actor(of: event) != nil) == seesNames)
        #expect((view.details(of: event)["claimStatus"] != nil) == seesNames)
        #expect(view.json(event).text().contains("A name") == seesNames)
    }

    @Test func aKeyOfFewerRolesShowsNoMore() {
        let both: Set<Role> = [.editor, .reviewer]
        #expect(view([.editor], of: both) == view(both))
        #expect(view([.editor], of: both) == .blind(Self.ana))
    }

    @Test func thatOthersReviewIsForThoseWhoWillNotBeAsked() {
        #expect(view([.editor]).tells(event(by: Self.ben)))
        for blind in [view([.reviewer]), view([.submitter]), view([.editor], of: [.editor, .reviewer]), .webhook] {
            #expect(!blind.tells(event(by: Self.ben)) && !blind.tells(event(by: nil)))
        }
        #expect(view([.reviewer]).tells(event(by: Self.ana)))
    }

    @Test func commentsThatAreNotOpenAndOthersAssignmentsAreForThoseWhoWillNotBeAsked() {
        func event(_ kind: EventKind, _ details: [String: String]) -> DeskEvent {
            DeskEvent(
                cursor: EventCursor(transaction: 7, sequence: 1), at: Date(timeIntervalSince1970: 0),
                action: "\(kind.rawValue).made", kind: kind, articleID: nil, claimID: Claim.ID(rawValue: UUID()),
                leaseID: nil, actor: DeskEvent.Actor(id: Self.ben, name: "A name"), details: details)
        }
        let (open, closed) = (event(.comment, ["open": "true"]), event(.comment, ["open": "false", "comment": "c"]))
        let given = event(.assignment, ["member": Self.ana.description])
        #expect([open, closed, given].allSatisfy(view([.editor]).tells))
        for blind in [view([.submitter]), view([.editor], of: [.editor, .reviewer])] {
            #expect(blind.tells(open) && !blind.tells(closed))
        }
        #expect(view([.reviewer]).tells(given))
        let other = view([.reviewer], Member.ID(rawValue: UUID()))
        #expect(!other.tells(given) && !other.tells(closed))
        #expect(EventView.webhook.tells(open) && !EventView.webhook.tells(closed) && !EventView.webhook.tells(given))
    }

    @Test func webhooksCannotAskForReviews() {
        #expect(!Webhook.knownEvents.contains { $0.hasPrefix("review") || $0.hasPrefix("assignment") })
        #expect(Webhook.knownEvents.contains("verdict") && Webhook.knownEvents.contains("lease.taken"))
    }

    @Test func onesOwnNameIsShown() {
        #expect(view([.reviewer]).actor(of: event(by: Self.ana))?.id == Self.ana)
    }

    @Test(arguments: [EventView.overseer, .blind(nil)])
    func nobodyIsShownRatingsOrWords(view: EventView) {
        let text = view.json(event(by: Self.ana)).text()
        for word in ["rating", "rationale", "words", "overrideReason", "why"] { #expect(!text.contains(word)) }
    }

    @Test func aWebhookIsToldNoNames() {
        let details = EventView.webhook.details(of: event(by: Self.ana))
        #expect(details == ["ending": "submitted"])
        #expect(EventView.webhook.actor(of: event(by: Self.ana)) == nil)
    }

    @Test func actionsThatNobodyIsToldOfHaveNoKind() {
        for action in ["key.created", "member.created", "draft.saved", "webhook.created", "leases.taken", ""] {
            #expect(EventKind(action: action) == nil)
        }
        #expect(EventKind(action: "claim.status.changed") == .claim)
    }

    @Test func aFilterPutsItsPartsTogether() {
        let event = event(by: nil)
        #expect(EventFilter().matches(event))
        #expect(EventFilter(kinds: [.review], claimID: event.claimID).matches(event))
        #expect(!EventFilter(kinds: [.lease]).matches(event))
        #expect(!EventFilter(kinds: [.review], claimID: Claim.ID(rawValue: UUID())).matches(event))
        #expect(!EventFilter(articleID: Article.ID(rawValue: UUID())).matches(event))
    }

    @Test func aFrameEndsWithAnEmptyLine() {
        let frame = ServerSentEvent(id: "7-1", event: "review", data: "{}", retry: 2000, comment: "hello")
        #expect(frame.text == ": hello\nretry: 2000\nid: 7-1\nevent: review\ndata: {}\n\n")
        #expect(ServerSentEvent(id: "7-1").text == "id: 7-1\n\n")
    }
}

struct DeliveryBackoffTests {
    @Test func itWaitsLongerEachTimeAndFourHoursAtMost() {
        #expect((1...3).map { DeliveryBackoff.seconds(afterTries: $0, random: 1) } == [5, 20, 80])
        for tries in 1...100 {
            let range = (0..<10).map { DeliveryBackoff.seconds(afterTries: tries, random: Double($0) / 10) }
            #expect(range.allSatisfy { $0 >= 2.5 && $0 <= 14_400 })
        }
    }

    @Test func aDayHoldsAboutADozenTries() {
        func tries(random: Double) -> Int {
            var (count, seconds) = (0, 0.0)
            while seconds <= DeliveryBackoff.patience {
                count += 1
                seconds += DeliveryBackoff.seconds(afterTries: count, random: random)
            }
            return count
        }
        #expect((10...20).contains(tries(random: 0)) && (10...20).contains(tries(random: 1)))
    }

    @Test(arguments: [
        (200, true), (204, true), (299, true), (301, false), (302, false), (410, false), (500, false), (199, false),
    ])
    func onlyTwoHundredsAreDelivered(status: Int, isDelivered: Bool) {
        #expect(DeliveryOutcome(status: status, milliseconds: 1).isDelivered == isDelivered)
    }
}
