package import Domain

extension EvidenceInput: JSONBody {
    package typealias Field = Evidence.Part

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

extension Evidence.Draft: JSONBody {
    package typealias Field = Evidence.Part

    package init(_ fields: Fields<Field>) throws {
        self.init()
        for part in Field.allCases { self[part] = try fields.text(part) }
    }
}
