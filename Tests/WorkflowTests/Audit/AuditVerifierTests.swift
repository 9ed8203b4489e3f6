import Domain
import Foundation
import Testing

@testable import Workflow

@Suite struct AuditVerifierTests {
    private static let on = "claim.edited on claim 01890a5d-ac96-774b-bcce-b302099a8059"

    @Test func anUntouchedTrailIsClean() {
        let trail = [AuditItem].trail()
        #expect(trail.findings() == [])
        var verifier = AuditVerifier(SHA256Hash.of)
        for item in trail { _ = verifier.take(item) }
        #expect(verifier.end() == [])
        #expect((verifier.events, verifier.seals, verifier.waiting) == (8, 3, 1))
        #expect(verifier.head == AuditHead(trail.seals[2].seal))
    }

    @Test func anEmptyTrailIsClean() {
        #expect([AuditItem.head(AuditHead(nil))].findings(noted: AuditHash.zero) == [])
    }

    @Test func aChangedEventIsNamed() {
        var trail = [AuditItem].trail()
        trail[trail.place(of: 7)] = .event(.sample(7, action: "claim.triaged", details: [.init("n", "7")]))
        #expect(
            trail.findings() == [
                "changed: event 7, claim.triaged on claim 01890a5d-ac96-774b-bcce-b302099a8059: "
                    + "it is not what was sealed in batch 2"
            ])
    }

    @Test func aMissingEventIsNamed() {
        var trail = [AuditItem].trail()
        trail.remove(at: trail.place(of: 3))
        #expect(trail.findings() == ["missing: event 3: it was sealed in batch 1, and is not there"])
    }

    @Test func anInsertedEventIsNamed() {
        var trail = [AuditItem].trail()
        trail.insert(.event(.sample(8)), at: trail.place(of: 9))
        #expect(
            trail.findings() == [
                "inserted: event 8, \(Self.on): it is not among the events that were sealed in batch 2"
            ])
    }

    @Test func anEventThatIsThereTwiceIsNamed() {
        var trail = [AuditItem].trail()
        trail.insert(trail[trail.place(of: 2)], at: trail.place(of: 4))
        #expect(
            trail.findings() == [
                "inserted: event 2, \(Self.on): it is not among the events that were sealed in batch 1"
            ])
    }

    @Test func anEventBehindTheLastSealThatDoesNotWaitIsNamed() {
        var trail = [AuditItem].trail()
        trail.insert(.event(.sample(11)), at: trail.count - 1)
        #expect(
            trail.findings() == ["inserted: event 11, \(Self.on): it is in no seal and does not wait for one"])
    }

    @Test func eventsThatTradedTheirNumbersAreNamed() {
        var trail = [AuditItem].trail()
        trail[trail.place(of: 2)] = .event(.sample(2, details: [.init("n", "4")]))
        trail[trail.place(of: 4)] = .event(.sample(4, details: [.init("n", "2")]))
        #expect(
            trail.findings() == [
                "reordered: event 2, \(Self.on): it was sealed in batch 1 as event 4",
                "reordered: event 4, \(Self.on): it was sealed in batch 1 as event 2",
            ])
    }

    @Test func linesThatTradedTheirPlacesAreNamed() {
        var trail = [AuditItem].trail()
        trail.swapAt(trail.place(of: 6), trail.place(of: 7))
        #expect(
            trail.findings() == [
                "reordered: event 7, \(Self.on): it stands before event 6, and was sealed after it"
            ])
    }

    @Test func anEventThatWaitedAndIsGoneIsNamed() {
        var trail = [AuditItem].trail()
        trail.insert(.gone(12), at: trail.count - 1)
        #expect(trail.findings() == ["missing: event 12: it was to be sealed, and is not there"])
    }

    @Test func aChangedLeafIsToldFromAChangedEvent() {
        var trail = [AuditItem].trail()
        let (place, seal, leaves) = trail.seals[1]
        var others = leaves
        others[1] = AuditLeaf(sequence: 7, hash: .zero)
        trail[place] = .seal(seal, others)
        #expect(trail.findings() == ["seal-broken: seal 2: its leaves were changed; its events are intact"])
        trail.remove(at: trail.place(of: 6))
        #expect(
            trail.findings() == [
                "seal-broken: seal 2: its leaves were changed: they do not make its root",
                "missing: event 6: it was sealed in batch 2, and is not there",
                "changed: event 7, \(Self.on): it is not what was sealed in batch 2",
            ])
    }

    @Test func leavesUnderOtherNumbersAreFound() {
        var trail = [AuditItem].trail()
        let (place, seal, leaves) = trail.seals[2]
        trail[place] = .seal(seal, [AuditLeaf(sequence: 50, hash: leaves[0].hash)])
        #expect(trail.findings().first?.hasPrefix("seal-broken: seal 3: the numbers of its leaves") == true)
    }

    @Test func aChangedSealIsNamed() {
        var trail = [AuditItem].trail()
        let (place, seal, leaves) = trail.seals[1]
        trail[place] = .seal(seal.copy(sealedAt: seal.sealedAt.addingTimeInterval(-3600)), leaves)
        #expect(trail.findings() == ["seal-broken: seal 2: it was changed: its hash is another"])
    }

    @Test func aSealThatWasMadeAnewBreaksTheChain() {
        var trail = [AuditItem].trail()
        let (place, seal, leaves) = trail.seals[1]
        let other = seal.copy(sealedAt: seal.sealedAt.addingTimeInterval(-3600))
        trail[place] = .seal(other.copy(hash: other.computedHash(.sha256)), leaves)
        #expect(trail.findings() == ["seal-broken: seal 3: it does not follow on from the seal before it"])
    }

    @Test func aMissingBatchIsNamed() {
        var trail = [AuditItem].trail()
        let places = trail.seals.map(\.place)
        trail.removeSubrange((places[0] + 1)...places[1])
        #expect(trail.findings() == ["seal-missing: seal 2: seal 2 is not there"])
    }

    @Test func aTrailWithoutItsHeadIsCutOff() {
        let trail = [AuditItem].trail()
        #expect(
            Array(trail.dropLast(2)).findings() == ["cut-off: the trail ends without its head: its end is cut off"])
        var shorter = trail
        shorter.removeSubrange((trail.seals[1].place + 1)...trail.seals[2].place)
        #expect(shorter.findings().count == 1)
        #expect(shorter.findings().first?.hasPrefix("cut-off: the head names seal 3") == true)
    }

    /// A whole chain written anew is a chain like any other: only what was noted elsewhere tells.
    @Test func onlyANotedHeadShowsAnEndThatIsCutOffCleanly() {
        let trail = [AuditItem].trail()
        let (second, third) = (trail.seals[1], trail.seals[2])
        let shorter = Array(trail[...second.place]) + [.head(AuditHead(second.seal))]
        #expect(shorter.findings() == [])
        #expect(shorter.findings(noted: second.seal.hash) == [])
        #expect(shorter.findings(noted: third.seal.hash).count == 1)
        #expect(shorter.findings(noted: third.seal.hash).first?.hasPrefix("head-missing: the chain never came") == true)
        // One that was noted earlier is still in a chain that has gone on.
        #expect(trail.findings(noted: second.seal.hash) == [])
    }

    @Test func aFindingSaysWhatAProgramNeeds() {
        let finding = AuditFinding(.changed, "w", batch: 3, record: .sample(7))
        #expect(
            finding.json.text() == """
                {"kind":"changed","what":"w","batch":3,"sequence":7,"action":"claim.edited","subject":"claim",\
                "subjectId":"01890a5d-ac96-774b-bcce-b302099a8059"}
                """)
    }
}

extension AuditSeal {
    fileprivate func copy(sealedAt: Date? = nil, hash: AuditHash? = nil) -> AuditSeal {
        AuditSeal(
            deskID: deskID, batch: batch, firstSequence: firstSequence, lastSequence: lastSequence, events: events,
            total: total, root: root, previous: previous, hash: hash ?? self.hash, sealedAt: sealedAt ?? self.sealedAt)
    }
}
