import Domain
import Foundation
import Store

extension VolumeStory {
    /// The claimant is asked, now and then: a verdict on the false half is what people answer to.
    func askForReply(
        _ life: inout VolumeLife, _ claim: VolumeClaim, _ rating: Rating, before time: Double,
        _ random: inout VolumeRandom
    ) {
        guard let name = claim.claimant.name, claim.claimant.kind == .named, rating.direction == .falsehood,
            random.chance(0.12)
        else { return }
        let asked = max(claim.createdAt.timeIntervalSince1970, time - random.unit() * 7200)
        let answered = random.chance(0.6) ? asked + (time - asked) * random.unit() : nil
        life.replies = [
            VolumeReply(
                id: random.id(at: asked), channel: random.pick([.email, .phone, .social]),
                contact: "the office of \(name)",
                message: "You are quoted with the words below. On what do you base them?",
                contactedAt: Date(timeIntervalSince1970: asked),
                answer: answered.map { _ in
                    random.pick([
                        "I stand by what I said, and by the table that I quoted from.",
                        "The number was for the year before; I should have said so.",
                        "We do not comment on \"fact checks\", as you call them.",
                    ])
                }, answeredAt: answered.map { Date(timeIntervalSince1970: $0) }, recordedBy: random.pick(staff.editors))
        ]
    }

    /// Corrections, retractions, pauses and requests, for a few in a hundred published verdicts.
    func aftermath(
        _ life: inout VolumeLife, _ verdict: VolumeVerdict, _ rating: Rating, from published: Double,
        _ random: inout VolumeRandom
    ) {
        let fate = random.unit()
        let time = published + random.delay(medianHours: 90)
        guard fate < 0.035, time < until else { return }
        switch fate {
        case ..<0.012:
            correct(&life, verdict, rating, at: time, &random)
        case ..<0.017:
            enter(
                &life, .clarification, verdict.id, "The first sentence said “year” where the financial year is meant.",
                at: time, &random)
        case ..<0.022:
            enter(
                &life, .retraction, verdict.id, "We take this verdict back: it checked words that were never said.",
                at: time, &random)
            life.status = .retracted
            life.revision += 1
        case ..<0.030:
            enter(
                &life, .pause, verdict.id, "We are looking at this verdict again and show it when we are done.",
                at: time, &random)
            life.isPaused = true
            life.revision += 1
            let resumed = time + random.delay(medianHours: 20)
            guard random.chance(0.5), resumed < until else { return }
            enter(&life, .resumption, verdict.id, nil, at: resumed, &random)
            life.isPaused = false
            life.revision += 1
        default:
            let request = request(&life, at: time, &random)
            let answered = time + random.delay(medianHours: 24)
            guard answered < until else { return }
            enter(&life, .noChange, verdict.id, nil, request: request, at: answered, &random)
        }
    }

    private func correct(
        _ life: inout VolumeLife, _ old: VolumeVerdict, _ rating: Rating, at time: Double, _ random: inout VolumeRandom
    ) {
        let request = random.chance(0.5) ? request(&life, at: time - 600, &random) : nil
        let others = staff.scale.ratings.filter { $0 != rating }
        let new = others.isEmpty ? rating : random.pick(others)
        let verdict = VolumeVerdict(
            id: random.id(at: time), version: old.version + 1, basis: .correction, rating: new.key,
            rationale: reasoning.rationale(new, &random), evidence: old.evidence,
            decidedBy: random.pick(staff.editors), decidedAt: Date(timeIntervalSince1970: time))
        life.verdicts.append(verdict)
        enter(
            &life, .correction, verdict.id,
            "We first rated this “\(rating.label)”: the table we used was an older one.",
            request: request, at: time, &random)
        life.status = .corrected
        life.revision += 1
    }

    private func request(
        _ life: inout VolumeLife, at time: Double, _ random: inout VolumeRandom
    ) -> CorrectionRequest.ID {
        let request = VolumeRequest(
            id: random.id(at: time),
            text: "Your figure is wrong: please look at page 14 of the report, not at its summary.",
            requester: VolumeClaimants.person(random.below(500)), receivedBy: random.pick(staff.editors),
            receivedAt: Date(timeIntervalSince1970: time))
        life.requests.append(request)
        return request.id
    }

    private func enter(
        _ life: inout VolumeLife, _ kind: LedgerEntry.Kind, _ verdict: Verdict.ID, _ text: String?,
        request: CorrectionRequest.ID? = nil, at time: Double, _ random: inout VolumeRandom
    ) {
        life.entries.append(
            VolumeEntry(
                id: random.id(at: time), verdict: verdict, kind: kind, publicText: text, request: request,
                enteredBy: random.pick(staff.editors), enteredAt: Date(timeIntervalSince1970: time)))
    }
}
