package import Domain
import Postgres
import Store
import Telemetry

extension Desk {
    /// Leases the best claims of the queue that this reviewer may have. An empty take is held open for `waitSeconds`.
    ///
    /// - Throws: `InputError`, `LeaseError.tooManyLive`, `AccessError` when the caller's key was revoked meanwhile.
    package func take(_ request: TakeRequest, by caller: Caller) async throws -> Take {
        try request.validate()
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(request.waitSeconds)
        while clock.now < deadline {
            // Before looking, so that no wake-up is missed; anew each time, because a wait that times out ends its
            // stream, and waiting on an ended stream is no wait at all.
            let wakeups = signals.wakeups(.queue(caller.principal.deskID))
            do {
                return try await takeOnce(request, by: caller, acceptEmpty: false)
            } catch let nothing as NothingYet {
                // Leases that run out wake nobody: look again when the next one does, and once a second at least.
                await signals.wait(for: wakeups, atMost: min(nothing.lookAgain, deadline - clock.now))
                try Task.checkCancellation()
            }
        }
        return try await takeOnce(request, by: caller, acceptEmpty: true)
    }

    private func takeOnce(_ request: TakeRequest, by caller: Caller, acceptEmpty: Bool) async throws -> Take {
        try await meters.timingTake {
            try await look(request, by: caller, acceptEmpty: acceptEmpty)
        } outcome: { result in
            switch result {
            case .success(let take): take.leases.isEmpty ? .empty : .leased
            case .failure(let error): error is NothingYet ? .empty : .refused
            }
        }
    }

    private func look(_ request: TakeRequest, by caller: Caller, acceptEmpty: Bool) async throws -> Take {
        let taking = Taking(request: request, caller: caller, acceptsEmpty: acceptEmpty)
        guard caller.idempotency == nil else { return try await takeAlone(taking) }
        // Before it is gathered with others': whoever may not take keeps nobody from it.
        try caller.principal.require(.take)
        do {
            return try await meters.tracing("take with others") {
                try await gatherings.takes.answer(to: taking, of: caller.principal.deskID) { takings in
                    try await takeTogether(takings)
                } unclaimed: {
                    await giveBack($0)
                }
            }
        } catch is HeldUp {
            return try await takeAlone(taking)
        }
    }

    /// What cannot be done together with others just now: another transaction takes for the same reviewer or gives back what they
    /// hold, or has the claim that a review is of.
    struct HeldUp: Error {}

    func takeTogether(_ takings: [Taking]) async throws -> [Result<Take, any Error>] {
        let desk = takings[0].caller.principal.deskID
        return try await changeTogether(.take, on: desk, by: takings.map(\.caller)) { changes, session in
            let members = changes.map(\.member)
            // Before any slot: whoever gives back what a member holds has this lock, and waits for the slots.
            var free = try Member.trySerializingTakes(of: Set(members), in: session)
            // Two takes of one reviewer come one after the other.
            let now = changes.indices.filter { free.remove(members[$0]) != nil }
            let group = TakeGroup(
                takings: now.map { takings[$0] }, changes: now.map { changes[$0] }, desk: desk, session: session
            ) { try endExpiredLeases(on: desk, in: session) }
            var answers = [Result<Take, any Error>](repeating: .failure(HeldUp()), count: takings.count)
            for (index, answer) in zip(now, try group.take()) { answers[index] = answer }
            return answers
        }
    }

    private func takeAlone(_ taking: Taking) async throws -> Take {
        try await change(.take, by: taking.caller) { change in
            try Member.serializeTakes(of: change.member, in: change.session)
            let group = TakeGroup(
                takings: [taking], changes: [change], desk: change.desk, session: change.session
            ) { try endExpiredLeases(on: change.desk, in: change.session) }
            return try group.take()[0].get()
        }
    }

    /// Puts back what was taken for those who had gone before they heard of it.
    private func giveBack(_ takes: [(ask: Taking, answer: Take)]) async {
        for (taking, take) in takes {
            for lease in take.leases.map(\.lease) {
                do {
                    _ = try await release(
                        lease.id, token: lease.token, reason: "The client had gone.", by: taking.caller)
                } catch {
                    // It runs out, as it would have done.
                    continue
                }
            }
        }
    }
}
