import Domain
import HTTPTypes
import Hummingbird
import Workflow

/// The people of the desk.
enum MemberRoutes {
    static let all = [
        Route(
            .get,
            "/v1/me",
            .act(.seeSelf),
            "See who you are, with which roles, and what you hold.",
            reading: .little,
            handler: me
        ),
        Route(
            .get, "/v1/me/work", .act(.seeOwnWork), "Count what waits for you.", handler: work),
        Route(
            .get,
            "/v1/members",
            .act(.seeMembers),
            "List the desk's members by name.",
            query: ["state"] + Route.paging,
            handler: list
        ),
        Route(
            .post,
            "/v1/members",
            .act(.inviteMember),
            "Add a member, with a first key if wanted; its secret is shown this once.",
            body: InvitationBody.self,
            handler: invite
        ),
        Route(
            .get,
            "/v1/members/{id}",
            .act(.seeMembers),
            "Read a member.",
            handler: show
        ),
        Route(
            .patch,
            "/v1/members/{id}",
            .act(.changeMember),
            "Change a member's name, email or roles.",
            body: MemberChange.self,
            handler: change
        ),
        Route(
            .post,
            "/v1/members/{id}/deactivation",
            .act(.deactivateMember),
            "Deactivate a member: keys end, leases go back.",
            body: DeactivationBody.self,
            handler: deactivate
        ),
        Route(
            .post,
            "/v1/members/{id}/activation",
            .act(.activateMember),
            "Activate a member who had left.",
            handler: activate
        ),
    ]

    private static func work(_ call: Call) async throws -> Response {
        .json(try await call.desk.workCounts(for: try call.principal).json)
    }

    private static func me(_ call: Call) async throws -> Response {
        .json(try await call.desk.me(try call.principal).json)
    }

    private static func list(_ call: Call) async throws -> Response {
        let state: Member.State? = try call.query.word("state")
        let page = try await call.desk.members(state, try call.query.page(), for: try call.principal)
        return .json(page.json(\.json))
    }

    private static func invite(_ call: Call) async throws -> Response {
        let body = try call.read(InvitationBody.self)
        return try await call.change {
            try await call.desk.invite(body.invitation, keyName: body.keyName, by: $0)
        } answer: { new in
            .json(
                new.json,
                status: .created,
                headers: [
                    .location: "/v1/members/\(new.member.id)", .eTag: RevisionTag.text(new.member.revision),
                ]
            )
        }
    }

    private static func show(_ call: Call) async throws -> Response {
        answer(try await call.desk.member(try call.id("member"), for: try call.principal)).response
    }

    private static func change(_ call: Call) async throws -> Response {
        let id = try call.id("member", of: Member.self)
        let revision = try RevisionTag.required(by: call.request.headers)
        let change = try call.read(MemberChange.self)
        return try await call.change(
            {
                try await call.desk.changeMember(id, change, ifRevision: revision, by: $0)
            }, answer: answer)
    }

    private static func deactivate(_ call: Call) async throws -> Response {
        let id = try call.id("member", of: Member.self)
        let reason = try call.read(DeactivationBody.self).reason
        return try await call.change({ try await call.desk.deactivate(id, reason: reason, by: $0) }, answer: answer)
    }

    private static func activate(_ call: Call) async throws -> Response {
        let id = try call.id("member", of: Member.self)
        return try await call.change({ try await call.desk.activate(id, by: $0) }, answer: answer)
    }

    private static func answer(_ member: Member) -> SentAnswer {
        .json(member.json, headers: [.eTag: RevisionTag.text(member.revision)])
    }
}
