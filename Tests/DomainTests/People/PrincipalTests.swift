import Domain
import Samples
import Testing

@Suite struct PrincipalTests {
    @Test func oneOfTheAllowedRolesIsEnough() throws {
        try Principal.sample(1, .reviewer, .editor).require(.setTriageRules)
    }

    @Test func withoutAnyOfThemItIsForbiddenAndSaidWhichWouldDo() {
        #expect(throws: AccessError.forbidden(needs: [.editor, .admin])) {
            try Principal.sample(1, .reviewer).require(.setTriageRules)
        }
        #expect(throws: AccessError.forbidden(needs: [.admin])) { try Principal.sample(1).require(.createScale) }
    }
}
