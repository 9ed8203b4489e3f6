import Domain
import Foundation
import Postgres
import Store
import TestSupport
import Testing
import Workflow

/// An address that is taken already is found by looking. An index that refused it would have the server write it down.
@Suite(.database(migrations: Schema.migrations))
struct MemberAddressTests {
    @Test func aTakenAddressIsNoErrorOfTheDatabase() async throws {
        let desk = DeskProfile(id: .init(rawValue: UUID()), slug: "desk", name: "Desk", policy: DeskPolicy())
        let ann = Member(id: .init(rawValue: UUID()), name: "Ann", email: "ann@desk.example", roles: [.admin])
        let ben = Member(id: .init(rawValue: UUID()), name: "Ben", email: "ben@desk.example", roles: [.editor])
        try await TestDatabase.current.database.write { session in
            try desk.insert(in: session)
            try ann.insert(on: desk.id, in: session)
            try ben.insert(on: desk.id, in: session)
        }
        let renamed = Member(id: ben.id, name: "Ben", email: "ANN@desk.example", roles: ben.roles)
        let cleo = Member(id: .init(rawValue: UUID()), name: "Cleo", email: "Ann@Desk.example", roles: [.editor])
        try await TestDatabase.current.database.write { (session: Session) throws in
            #expect(throws: InputError.self) { try cleo.insert(on: desk.id, in: session) }
            #expect(throws: InputError.self) { try renamed.update(endsSight: false, on: desk.id, in: session) }
            // After an error of the database nothing would go in this transaction.
            #expect(try Member.all(on: desk.id, in: session).map(\.name) == ["Ann", "Ben"])
        }
    }
}
