extension Export {
    /// `{id,state,format,filter,…,progress:{done,total},file:{name,mediaType,bytes,sha256,url}|null,manifest|null,…}`
    ///
    /// - Parameter slug: the desk's, for the name of the file.
    package func json(desk slug: String) -> JSON {
        let file: JSON? =
            if state == .ready, let bytes, let sha256 {
                [
                    "name": .string(fileName(desk: slug)), "mediaType": .string(order.format.mediaType),
                    "bytes": .int(bytes), "sha256": .string(sha256), "url": .string("/v1/exports/\(id)/file"),
                ]
            } else { nil }
        return [
            "id": JSON(id),
            "state": JSON(state),
            "order": order.json,
            "requestedBy": ["id": JSON(requestedBy), "name": .string(requestedByName)],
            "requestedAt": JSON(requestedAt),
            "startedAt": JSON(startedAt),
            "finishedAt": JSON(finishedAt),
            "expiresAt": JSON(expiresAt),
            "progress": ["done": .int(done), "total": JSON(total)],
            "file": file ?? .null,
            "manifest": state == .ready ? manifest?.json ?? .null : .null,
            "error": JSON(error),
        ]
    }
}

extension ExportOrder {
    /// As it is sent: `{format,since,until,statuses,ratings,claimant,topic,publisher,text,articleId,bom,defuse}`
    package var json: JSON {
        [
            "format": JSON(format),
            "since": JSON(filter.since),
            "until": JSON(filter.until),
            "statuses": JSON(filter.statuses.map(\.rawValue).sorted()),
            "ratings": JSON(filter.ratings),
            "claimant": JSON(filter.claimant),
            "topic": JSON(filter.topic),
            "publisher": JSON(filter.publisher),
            "text": JSON(filter.text),
            "articleId": JSON(filter.articleID),
            "bom": .bool(byteOrderMark),
            "defuse": .bool(defusesFormulas),
        ]
    }
}

extension ExportManifest {
    /// `{desk:{slug,name},order,snapshotAt,counts:{verdicts,byStatus,articles,omitted},omissions:[…],auditHead,files:[…]}`
    package var json: JSON {
        [
            "desk": ["slug": .string(deskSlug), "name": .string(desk)],
            "order": order.json,
            "snapshotAt": JSON(snapshotAt),
            "counts": [
                "verdicts": .int(verdicts),
                "byStatus": .object(byStatus.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .int($0.value)) }),
                "articles": JSON(articles),
                "omitted": .int(omitted),
            ],
            "omissions": JSON(omissions.map { ["claimId": JSON($0.claimID), "reason": .string($0.reason)] }),
            "auditHead": auditHead?.json ?? .null,
            "files": JSON(files.map(\.json)),
        ]
    }
}

extension ExportManifest.File {
    /// `{name,mediaType,bytes,sha256}`
    package var json: JSON {
        [
            "name": .string(name), "mediaType": .string(mediaType), "bytes": .int(bytes), "sha256": .string(sha256),
        ]
    }
}
