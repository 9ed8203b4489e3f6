package import Domain
import Foundation
import Store

// What people may ask of the desk about themselves: what it knows of them, and that it forgets who they were.
extension Desk {
    /// All that the desk has of a member: their row and keys, and what they wrote and did.
    ///
    /// - Throws: `NotFound`.
    package func personalData(of id: Member.ID, for principal: Principal) async throws -> JSON {
        try await readOneMoment(.seePersonalData, for: principal) { session in
            let member = try Member.get(id, on: principal.deskID, in: session)
            let rest = try PersonalData.export(of: id, for: principal, in: session)
            return JSON.object([JSON.Member("member", member.json)] + rest.members)
        }
    }

    /// Takes a member's name and address out of the desk for good, ends their time on it, and throws away what only they
    /// could read. Reviews, verdicts and the audit trail stay, by somebody who is called a former member from then on.
    /// Erasing them again changes nothing.
    ///
    /// - Throws: `NotFound`, `InputError` for the reason, `MemberError.lastAdmin`.
    package func erase(_ id: Member.ID, reason: String, by caller: Caller) async throws -> Member {
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.erasePersonalData, by: caller) { change in
            let (desk, session) = (change.desk, change.session)
            _ = try DeskProfile.lock(desk, in: session)
            let member = try Member.get(id, on: desk, in: session)
            if member.erasedAt != nil { return member }
            if member.isActive { try deactivate(member, reason: reason, in: change) }
            try PersonalData.erase(id, on: desk, in: session)
            try change.audit(.memberErased, "member", id.rawValue, ["reason": reason])
            return try Member.get(id, on: desk, in: session)
        }
    }

    /// The requests for corrections that somebody sent.
    ///
    /// - Parameter requester: the name or the contact that they gave, whatever its case.
    /// - Throws: `InputError`.
    package func requests(of requester: String, for principal: Principal) async throws -> [CorrectionRequest] {
        try Input.text(requester, "requester", limit: 500)
        return try await read(.seePersonalData, for: principal) {
            try PersonalData.requests(of: requester, on: principal.deskID, in: $0)
        }
    }

    /// Takes a requester's name and contact out of the requests that they sent. What they said stays: it was answered.
    ///
    /// - Returns: which requests those were.
    /// - Throws: `InputError`.
    package func eraseRequester(
        _ requester: String, reason: String, by caller: Caller
    ) async throws -> [CorrectionRequest.ID] {
        try Input.text(requester, "requester", limit: 500)
        try Input.text(reason, "reason", limit: 5000)
        return try await change(.erasePersonalData, by: caller) { change in
            let erased = try PersonalData.eraseSender(requester, on: change.desk, in: change.session)
            // By its id: a name would come back by the trail.
            try change.audit(.requesterErased, "correction", erased.map(\.rawValue), ["reason": reason])
            return erased
        }
    }
}
