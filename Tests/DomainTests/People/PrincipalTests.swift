import Domain
import Samples
import Testing

@Suite struct PrincipalTests {
    @Test func `one of the allowed roles is enough`() throws {
        try Principal.sample(1, .reviewer, .editor).require(.setTriageRules)
    }

    @Test func `without any of them it is forbidden, and said which would do`() {
        #expect(throws: AccessError.forbidden(needs: [.editor, .admin])) {
            try Principal.sample(1, .reviewer).require(.setTriageRules)
        }
        #expect(throws: AccessError.forbidden(needs: [.admin])) { try Principal.sample(1).require(.createScale) }
    }
}
