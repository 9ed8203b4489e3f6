package import Domain

extension EvidenceInput: JSONBody {
    package enum Field: String, CaseIterable, Sendable {
        case url, title, publisher, quote, stance, kind, interest, retrievedAt, archivedUrl, archiveSha256
    }

    package init(_ fields: Fields<Field>) throws {
        self.init(
            url: try fields.text(.url) ?? fields.missing(.url),
            title: try fields.text(.title),
            publisher: try fields.text(.publisher),
            quote: try fields.text(.quote),
            stance: try fields.word(.stance) ?? fields.missing(.stance),
            kind: try fields.word(.kind),
            interest: try fields.text(.interest),
            retrievedAt: try fields.time(.retrievedAt),
            archivedURL: try fields.text(.archivedUrl),
            archiveSHA256: try fields.text(.archiveSha256)
        )
    }
}

extension Draft.Item: JSONBody {
    package typealias Field = EvidenceInput.Field

    package init(_ fields: Fields<Field>) throws {
        self.init(
            url: try fields.text(.url),
            title: try fields.text(.title),
            publisher: try fields.text(.publisher),
            quote: try fields.text(.quote),
            stance: try fields.text(.stance),
            kind: try fields.text(.kind),
            interest: try fields.text(.interest),
            retrievedAt: try fields.text(.retrievedAt),
            archivedURL: try fields.text(.archivedUrl),
            archiveSHA256: try fields.text(.archiveSha256)
        )
    }
}
