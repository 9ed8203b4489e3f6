import Domain
import Foundation
import Samples
import Testing

/// The shapes that clients see.
@Suite struct WireTests {
    private func members(_ json: JSON) -> [String: JSON] {
        guard case .object(let members) = json else { return [:] }
        return Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
    }

    private func names(_ json: JSON) -> [String] {
        guard case .object(let members) = json else { return [] }
        return members.map(\.name)
    }

    private func items(_ json: JSON?) -> [JSON] {
        guard case .array(let items)? = json else { return [] }
        return items
    }

    @Test func aClaimHasEveryMemberWithNullForWhatIsNotThere() {
        let claim = Claim.sample().json()
        #expect(
            names(claim) == [
                "id", "articleId", "versionId", "versionNumber", "appearance", "ordinal", "status", "statement",
                "context", "anchor",
                "otherAnchors", "occurrences", "claimant", "kind", "checkable", "checkworthy", "score", "reasons",
                "dates", "figures", "names", "conflictsWith", "detector", "priority", "requiredReviews", "reviews",
                "verdict", "paused", "revision", "createdAt", "queuedAt", "decidedAt", "publishedAt",
                "reopenedAt", "mergedInto", "splitFrom", "addedBy", "source",
            ]
        )
        #expect(
            members(claim)["verdict"] == .null && members(claim)["reviews"] == [] && members(claim)["context"] == .null
        )
        #expect(members(claim)["createdAt"] == "2026-11-22T15:31:02.417Z" && members(claim)["decidedAt"] == .null)
        #expect(
            members(claim)["anchor"]?.text()
                == "{\"part\":\"text\",\"start\":10,\"end\":14,\"utf16\":{\"start\":11,\"end\":15},\"utf8\":{\"start\":13,\"end\":17},"
                + "\"exact\":\"wall\",\"prefix\":\"The \",\"suffix\":\" costs\"}"
        )
        #expect(
            members(claim)["claimant"]?.text()
                == "{\"name\":null,\"kind\":\"article\",\"quotation\":null,\"organization\":false}")
    }

    @Test(arguments: [
        (Claim.Status.decided, "decided"), (.published, "published"), (.corrected, "published"),
        (.retracted, "retracted"),
    ])
    func aVerdictSaysHowPublicItIs(status: Claim.Status, stage: String) {
        let verdict = members(members(Claim.sample(status: status).json(verdict: .sample))["verdict"] ?? .null)
        #expect(verdict["status"] == .string(stage))
        #expect(
            verdict["rating"].map(names) == [
                "key", "label", "value", "offScale", "direction", "colour", "translations", "definition",
            ])
        #expect(verdict["scale"] == ["id": JSON(RatingScale.ID.sample(20)), "version": 3])
        #expect(verdict["decidedBy"] == ["id": JSON(Member.ID.sample(50)), "name": "Edith"])
    }

    @Test func aDraftedVerdictHasTheShapeOfAVerdictAndGivesWayToOne() throws {
        let draft = try #require(VerdictDraft(from: [.sample(by: 1)]))
        let claim = Claim.sample(status: .agreed)
        let shown = members(claim.json(draftVerdict: draft))["verdict"] ?? .null
        #expect(members(shown)["status"] == "draft" && members(shown)["decidedBy"] == .null)
        #expect(names(shown) == names(Verdict.sample.json(of: .decided)))
        let decided = members(claim.json(verdict: .sample, draftVerdict: draft))["verdict"] ?? .null
        #expect(members(decided)["status"] == "decided")
    }

    @Test func aReviewNamesItsReviewerItsRatingAndItsEvidence() {
        let review = Review.sample(by: 5, evidence: [.sample(61, review: .sample(30))]).json
        #expect(
            names(review) == [
                "id", "claimId", "reviewer", "scale", "rating", "rationale", "evidence", "submittedAt",
                "version", "reason", "sawOthers",
            ]
        )
        let evidence = items(members(review)["evidence"])
        #expect(
            evidence.map(names) == [
                [
                    "id", "reviewId", "url", "title", "publisher", "quote", "stance", "kind", "interest",
                    "retrievedAt", "archivedUrl", "archiveSha256",
                ]
            ]
        )
        #expect(evidence.first.map(members)?["stance"] == "refutes" && evidence.first.map(members)?["kind"] == .null)
    }

    @Test func aLeasesTokenIsText() {
        let lease = Lease(
            id: .sample(1),
            slotID: .sample(2),
            claimID: .sample(3),
            memberID: .sample(4),
            token: .max,
            takenAt: .sample,
            expiresAt: .sample,
            ending: .expired
        )
        #expect(names(lease.json) == ["id", "token", "claimId", "takenAt", "expiresAt", "secondsLeft", "ending"])
        #expect(members(lease.json)["token"] == "9223372036854775807" && members(lease.json)["ending"] == "expired")
    }

    @Test func anArticleCountsItsClaimsInEveryState() {
        let version = ArticleVersion(
            id: .sample(2),
            number: 3,
            title: "T",
            byline: nil,
            publisher: nil,
            publishedAt: nil,
            language: "en",
            mediaType: .markdown,
            urgency: 5,
            requiredReviews: 2,
            receivedAt: .sample,
            status: .failed,
            readyAt: nil,
            detector: nil,
            error: "not UTF-8"
        )
        let article = Article(
            id: .sample(1),
            externalID: nil,
            source: nil,
            url: nil,
            createdAt: .sample,
            version: version,
            claimCounts: [.queued: 2, .inReview: 1]
        )
        #expect(members(article.json)["mediaType"] == "text/markdown" && members(article.json)["error"] == "not UTF-8")
        let counts = members(members(article.json)["claims"] ?? .null)
        #expect(Set(counts.keys) == Set(Claim.Status.allCases.map(\.rawValue) + ["total"]))
        #expect(counts["total"] == 3 && counts["in_review"] == 1 && counts["merged"] == 0)
    }

    @Test func aJobShowsItsPayloadAsJSONAndNeverItsToken() {
        func job(_ payload: String) -> JSON {
            Job(
                id: .sample(1),
                deskID: .sample(2),
                kind: "extract_article",
                payload: payload,
                state: .running,
                priority: 0,
                runAt: .sample,
                attempt: 1,
                maxAttempts: 5,
                token: 77,
                worker: "w",
                leaseExpiresAt: .sample,
                lastError: nil,
                createdAt: .sample,
                finishedAt: nil
            ).json
        }
        #expect(members(job("{\"a\":1}"))["payload"] == ["a": 1])
        #expect(members(job("broken"))["payload"] == "broken")
        #expect(members(job("{}"))["token"] == nil)
    }

    @Test func membersKeysDesksAndScales() {
        let member = Member(id: .sample(1), name: "Ann", email: nil, roles: [.admin, .submitter])
        #expect(
            member.json.text()
                == "{\"id\":\"\(member.id)\",\"name\":\"Ann\",\"email\":null,\"roles\":[\"submitter\",\"admin\"],\"revision\":1,\"createdAt\":null,\"deactivatedAt\":null,\"erasedAt\":null}"
        )
        let key = AccessKey(
            id: .sample(2),
            memberID: member.id,
            memberName: "Ann",
            name: "laptop",
            roles: [.editor],
            hint: "cd_abcd",
            createdAt: .sample,
            expiresAt: nil,
            revokedAt: nil,
            lastUsedAt: nil
        )
        #expect(
            names(key.json) == [
                "id", "member", "name", "roles", "hint", "createdAt", "expiresAt", "revokedAt", "lastUsedAt",
                "replacedBy",
            ]
        )
        let desk = DeskProfile(id: .sample(3), slug: "coast", name: "Coast", policy: DeskPolicy())
        #expect(
            members(desk.json)["policy"]?.text()
                == "{\"requiredReviews\":2,\"leaseSeconds\":900,\"liveLeases\":20,\"agreement\":\"same\",\"queueScore\":0.2,"
                + "\"queueLimit\":0,\"minimumEvidence\":1,"
                + "\"independentSources\":0,\"primarySource\":false,\"consideredAgainst\":false,"
                + "\"rightOfReply\":false,\"skipPolicy\":\"others\",\"skipLimit\":3,"
                + "\"publicPages\":true,\"publicNames\":false,\"articleText\":\"passages\",\"method\":\"\",\"correctionsPolicy\":\"\",\"contact\":\"\",\"timeZone\":\"UTC\",\"dateLanguage\":\"en\",\"publicNotes\":false,"
                + "\"reviewersAddClaims\":false,\"submittersAddClaims\":false}"
        )
        #expect(names(RatingScale.sample.json) == ["id", "name", "version", "ratings"])
    }

    @Test func aDraftShowsWhatWasWrittenAndThatALostLeaseLeftIt() {
        let review = ReviewInput(
            rating: "true",
            rationale: "So.",
            evidence: [EvidenceInput(url: "https://a.org", stance: .context, kind: .expert)]
        )
        let draft = Draft(content: .init(review), origin: .leaseLost, savedAt: .sample).json
        #expect(names(draft) == ["rating", "rationale", "evidence", "origin", "savedAt"])
        #expect(members(draft)["origin"] == "lease-lost")
        let item = items(members(draft)["evidence"]).first.map(members)
        #expect(item?["kind"] == "expert" && item?["quote"] == .null)
    }
}
