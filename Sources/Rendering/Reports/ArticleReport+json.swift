package import Domain

extension ArticleReport {
    /// The report for programs:
    /// `{desk, generatedAt, article, version:{id,number,status,receivedAt,readyAt,detector},
    /// summary:{found, published, byStanding:{published,paused,…}, byRating:[{rating,count}], selection:{…}|null}, claims:[…],
    /// auditHead:{batch,lastSequence,hash,sealedAt,events}|null}`.
    ///
    /// `checkedIn` of a claim is what the version in which it stands says of itself: `{number,kind,title,byline,publisher,
    /// publishedAt,language,mediaType,saidBy,saidAt,saidIn}`. `byRating` leaves out what stands nowhere in the article.
    ///
    /// A claim has the shape that it has everywhere, without `reviews` and `verdict`, which are the desk's own, and with
    /// `publicVerdict`, null as long as nothing is public, `unpublishedVerdict`, null for those who may not see it or did
    /// not ask and with a `status` of `decided` or `draft`, `corrections:[{kind,text,verdictVersion,at}]`, and
    /// `reply:{askedAt,answer,answeredAt,earlierVersion}|null`.
    package var json: JSON {
        [
            "desk": .string(deskName),
            "generatedAt": JSON(generatedAt),
            "article": article.json,
            "version": [
                "id": JSON(article.version.id),
                "number": .int(article.version.number),
                "status": JSON(article.version.status),
                "receivedAt": JSON(article.version.receivedAt),
                "readyAt": JSON(article.version.readyAt),
                "detector": JSON(article.version.detector),
            ],
            "summary": [
                "found": .int(entries.count),
                "published": .int(publishedCount),
                "byStanding": .object(
                    ReportStanding.allCases.map { JSON.Member($0.rawValue, .int(standings[$0] ?? 0)) }),
                "byRating": JSON(
                    countsByRating.map { rating, count in ["rating": rating.json, "count": .int(count)] }
                ),
                "selection": selection?.json ?? .null,
            ],
            "claims": JSON(entries.map { $0.json(in: article(of: $0.claim).version) }),
            "wordsRemoved": .bool(hasRemovals),
            "auditHead": auditHead?.json ?? .null,
        ]
    }
}

extension ArticleReport.Entry {
    /// The claim, and what the public may know of its verdict: nobody's name and no internal reason.
    fileprivate func json(in version: ArticleVersion) -> JSON {
        // Which claims were merged, split or added, and by whom, is the desk's own business.
        claim.json().leavingOut(["reviews", "verdict", "mergedInto", "splitFrom", "addedBy", "ordinal"])
            .adding([
                "ordinal": .int(number),
                "checkedIn": version.ownJSON,
                "publicVerdict": publicVerdict.map(json) ?? .null,
                "unpublishedVerdict": unpublished.map { unpublished in
                    .object([JSON.Member("status", .string(unpublished.stage.rawValue))] + json(unpublished).members)
                } ?? .null,
                "corrections": JSON(
                    notes.map {
                        $0.publicJSON(ReportWords.told($0, of: self, day: ReportWords.fileDay), in: ledger)
                    }),
                "reply": reply?.publicJSON ?? .null,
            ])
    }

    private func json(_ verdict: ReportedVerdict) -> JSON {
        let json: JSON = [
            "version": JSON(verdict.version),
            "scale": verdict.scale.json,
            "rating": verdict.rating.json,
            "rationale": .string(verdict.rationale),
            "evidence": JSON(verdict.evidence.map { $0.json.leavingOut(["id", "reviewId"]) }),
            "basis": JSON(verdict.basis),
            "reviews": .int(verdict.process.reviews),
            "people": .int(verdict.process.people),
            "decidedAt": JSON(verdict.decidedAt),
            "publishedAt": JSON(
                verdict.publishedAt ?? (verdict.stage == .published ? claim.publishedAt : nil)),
        ]
        return .object(json.members + verdict.headline.members)
    }
}

extension ArticleVersion {
    /// What it says of itself.
    fileprivate var ownJSON: JSON {
        [
            "number": .int(number), "kind": JSON(item.kind), "title": .string(title), "byline": JSON(byline),
            "publisher": JSON(publisher), "publishedAt": JSON(publishedAt), "language": JSON(language),
            "mediaType": JSON(mediaType), "saidBy": JSON(item.saidBy), "saidAt": JSON(item.saidAt),
            "saidIn": JSON(item.saidIn),
        ]
    }
}
