/// The parts of a desk's answers that the command line shows; the API's documentation has the whole of them.
enum Shapes {
    struct Receipt: Decodable {
        let id: String
        let version: Int
        let status: String
        let created: Bool
    }

    struct Article: Decodable {
        let id: String
        let title: String
        let version: Int
        let status: String
        let error: String?
        /// How many in each state, and `total`.
        let claims: [String: Int]

        /// Reading it has come to an end, good or bad.
        var isRead: Bool { status != "received" && status != "extracting" }
    }

    struct Take: Decodable {
        struct Lease: Decodable {
            struct Article: Decodable {
                let id: String
                let kind: String
                let title: String
                let description: String?
                let saidBy: String?
                let saidAt: String?
                let saidIn: String?
                let url: String?
                let publishedAt: String?
                let publisher: String?
            }

            struct Context: Decodable {
                let before: String
                let after: String
            }

            struct Precedent: Decodable {
                let claimId: String
                let statement: String
                let rating: Rating
                let publishedAt: String?
            }

            struct Draft: Decodable {
                let rating: String?
                let rationale: String?
                let evidence: [Evidence]
                let origin: String
                let savedAt: String
            }

            let id: String
            let token: String
            let expiresAt: String
            let claim: Claim
            let scale: ScaleReference
            let article: Article
            let context: Context
            let precedents: [Precedent]
            let draft: Draft?
            let dueAt: String?
        }

        struct Empty: Decodable {
            let reason: String
        }

        let leases: [Lease]
        /// What the claims are to be rated on, each version once.
        let scales: [Scale]
        /// Nil where something was taken and nobody asked for it.
        let queue: Queue?
        let emptyBecause: Empty?
    }

    struct Claim: Decodable {
        struct Anchor: Decodable {
            let exact: String
            /// In code points.
            let start: Int?
        }

        struct Source: Decodable {
            let title: String?
            let url: String?
        }

        struct Claimant: Decodable {
            let name: String?
            let kind: String
            let quotation: String?
        }

        let id: String
        let ordinal: Int
        let status: String
        let statement: String
        let context: String?
        /// Nil for a claim that stands nowhere in its article.
        let anchor: Anchor?
        /// Where whoever added it found it.
        let source: Source?
        let claimant: Claimant
        let kind: String
        let score: Double?
        let reasons: [String]
    }

    struct Queue: Decodable {
        let open: Int
        let leased: Int
        let nextExpiryAt: String?
    }

    struct Statistics: Decodable {
        struct TimeToVerdict: Decodable {
            let medianSeconds: Double?
            let p90Seconds: Double?
        }

        let claims: [String: Int]
        let queue: Queue
        let oldestOpenSeconds: Double?
        let expiredLastDay: Int
        let timeToVerdict: TimeToVerdict
    }

    struct Rating: Decodable {
        let key: String
        let label: String
        let definition: String?
    }

    struct ScaleReference: Decodable, Hashable {
        let id: String
        let version: Int
    }

    struct Scale: Decodable {
        let id: String
        let version: Int
        let ratings: [Rating]

        var reference: ScaleReference { ScaleReference(id: id, version: version) }
    }

    struct Review: Decodable {
        let id: String
        let claimId: String
        let rating: Rating
        let claimStatus: String
    }

    struct Verdict: Decodable {
        let claimId: String
        let version: Int
        let rating: Rating
    }

    struct Publication: Decodable {
        let claimId: String
        let publishedAt: String
        let verdict: Verdict
    }

    struct Export: Decodable {
        struct Progress: Decodable {
            let done: Int
            let total: Int?
        }

        struct File: Decodable {
            let name: String
            let bytes: Int
            let sha256: String
        }

        struct Manifest: Decodable {
            struct Counts: Decodable {
                let verdicts: Int
                let articles: Int?
                let omitted: Int
            }

            let counts: Counts
        }

        let id: String
        let state: String
        let progress: Progress
        let file: File?
        let manifest: Manifest?
        let error: String?
    }

    struct LedgerEntry: Decodable {
        let claimId: String
        let kind: String
        let verdictVersion: Int
    }

    struct Removal: Decodable {
        struct Actor: Decodable {
            let name: String
        }

        let id: String
        let words: String
        let reason: String
        let removedBy: Actor
        let removedAt: String
        let liftedAt: String?
    }

    struct Event: Decodable {
        struct Actor: Decodable {
            let name: String
        }

        let type: String
        let at: String
        let articleId: String?
        let claimId: String?
        let actor: Actor?
    }

    struct Member: Decodable {
        let id: String
        let name: String
        let email: String?
        let roles: [String]
        let deactivatedAt: String?
    }

    struct ErasedRequests: Decodable {
        let requests: [String]
    }

    struct NewMember: Decodable {
        let id: String
        let name: String
        let roles: [String]
        let key: NewKey?
    }

    struct Key: Decodable {
        struct Owner: Decodable {
            let name: String
        }

        let id: String
        let member: Owner
        let name: String
        let roles: [String]
        let hint: String
        let expiresAt: String?
        let revokedAt: String?
        let lastUsedAt: String?
    }

    struct NewKey: Decodable {
        let id: String
        let member: Key.Owner
        let roles: [String]
        let secret: String
    }

    /// A stretch of a list.
    struct List<Item: Decodable>: Decodable {
        let items: [Item]
        let next: String?
    }
}
