package import Domain
import Postgres

/// Which slots a reviewer asks for; nil parts do not narrow.
package struct SlotFilter: Sendable {
    package var kinds: [Claim.Kind]?
    /// Primary languages, lower case.
    package var languages: [String]?
    package var article: Article.ID?
    package var claim: Claim.ID?
    /// Part of the claimant's name, plain text.
    package var claimant: String?
    /// Only what is kept for the reviewer.
    package var isAssigned: Bool

    package init(
        kinds: [Claim.Kind]? = nil, languages: [String]? = nil, article: Article.ID? = nil, claim: Claim.ID? = nil,
        claimant: String? = nil, isAssigned: Bool = false
    ) {
        self.claim = claim
        self.isAssigned = isAssigned
        self.kinds = kinds
        self.languages = languages
        self.article = article
        self.claimant = claimant
    }

    /// What a request asks for.
    package init(_ request: TakeRequest) {
        self.init(
            kinds: request.kinds,
            languages: request.languages.map { tags in tags.map { String($0.lowercased().prefix { $0 != "-" }) } },
            article: request.articleID, claim: request.claimID, claimant: request.claimant,
            isAssigned: request.isAssigned)
    }

    /// Whether not every slot will do.
    package var narrows: Bool {
        isAssigned || kinds != nil || languages != nil || article != nil || claim != nil || claimant != nil
    }

    /// The slot `s` is one that the reviewer may have and asks for.
    func condition(for member: Member.ID, on desk: DeskProfile.ID) -> SQL {
        "\(Self.permitted(to: "\(member)", on: desk)) AND \(wanted(by: member))"
    }

    /// The slot `s` is not of the reviewer's own article, not of a claim that they hold, have reviewed or skipped, nor of
    /// one whose reviews they could read before; nor is it kept for somebody else, unless it is overdue.
    ///
    /// - Parameter member: an id, in the statement around.
    static func permitted(to member: SQL, on desk: DeskProfile.ID) -> SQL {
        """
        -- In such words because of an article's only submitter Postgres reckons with no slot that is another's.
        (coalesce(s.submitted_by <> \(member), true)
            AND (s.assigned_to IS NULL OR s.assigned_to = \(member) OR s.due_at <= clock_timestamp())
            AND \(SQL.none("""
                review_slots o
                WHERE o.desk_id = s.desk_id AND o.claim_id = s.claim_id AND o.reviewer_id = \(member)
                  AND o.state <> 'open'
                """))
            AND \(SQL.none("""
                skips k
                WHERE k.desk_id = s.desk_id AND k.claim_id = s.claim_id AND k.member_id = \(member)
                  AND (k.until IS NULL OR k.until > clock_timestamp())
                """))
            AND \(SQL.none("""
                claims c JOIN members m ON m.desk_id = c.desk_id AND m.id = \(member)
                WHERE c.desk_id = s.desk_id AND c.id = s.claim_id AND c.reviews_disclosed
                  AND \(SQL.oversees("m"))
                """))
            AND NOT \(SQL.couldReadReviews(of: "s", member, on: desk)))
        """
    }

    /// The slot `s` is the first of its claim's open ones that the reviewer may have and asks for. All else that
    /// `permitted` and `wanted` ask is the same for every slot of a claim.
    func isFirst(for member: Member.ID) -> SQL {
        let others: SQL = isAssigned ? "" : "OR f.assigned_to IS NULL OR f.due_at <= clock_timestamp()"
        return .none(
            """
            review_slots f
            WHERE f.desk_id = s.desk_id AND f.claim_id = s.claim_id AND f.state = 'open'
              AND (f.rank > s.rank OR (f.rank = s.rank AND f.id < s.id))
              AND (f.assigned_to = \(member) \(others))
            """)
    }

    /// The slot `s` is one that the request asks for.
    func wanted(by member: Member.ID) -> SQL {
        var parts: [SQL] = ["true"]
        if isAssigned { parts.append("s.assigned_to = \(member)") }
        if let article { parts.append("s.article_id = \(article)") }
        if let claim { parts.append("s.claim_id = \(claim)") }
        if let kinds {
            parts.append(
                """
                EXISTS (SELECT 1 FROM claims c
                    WHERE c.desk_id = s.desk_id AND c.id = s.claim_id AND c.kind = ANY(\(kinds.map(\.rawValue))))
                """)
        }
        if let claimant {
            parts.append(
                """
                EXISTS (SELECT 1 FROM claims c
                    WHERE c.desk_id = s.desk_id AND c.id = s.claim_id
                      AND \(SQL.has("\(claimant)", in: "c.claimant_name")))
                """)
        }
        if let languages {
            parts.append(
                """
                EXISTS (SELECT 1
                    FROM claims c
                    JOIN article_versions v ON v.desk_id = c.desk_id AND v.id = c.version_id
                    JOIN extractions e ON e.desk_id = v.desk_id AND e.version_id = v.id
                    WHERE c.desk_id = s.desk_id AND c.id = s.claim_id
                      AND split_part(lower(coalesce(v.language, e.language)), '-', 1) = ANY(\(languages)))
                """)
        }
        return "(\(parts.joined(separator: " AND ")))"
    }
}
