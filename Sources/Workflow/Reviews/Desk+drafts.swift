package import Domain
import Store

extension Desk {
    /// What the caller has written and not submitted, also on claims that are not theirs to take any more; the newest
    /// claims first.
    package func drafts(_ page: PageRequest, for principal: Principal) async throws -> Page<KeptDraft> {
        try await read(.seeDrafts, for: principal) {
            try Draft.page(page, of: principal.memberID, on: principal.deskID, in: $0)
        }
    }
}
