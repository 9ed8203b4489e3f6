import Domain
import Samples
import Testing

@Suite struct PrincipalTests {
    @Test func `one of the allowed roles is enough`() throws {
        try Principal.sample(1, .reviewer, .editor).require(anyOf: [.editor, .admin])
    }

    @Test func `without any of them it is forbidden, and said which would do`() {
        #expect(throws: AccessError.forbidden(needs: [.editor, .admin])) {
            try Principal.sample(1, .reviewer).require(anyOf: [.admin, .editor])
        }
        #expect(throws: AccessError.forbidden(needs: [.admin])) { try Principal.sample(1).require(anyOf: [.admin]) }
    }
}
