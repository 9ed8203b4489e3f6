package import Domain
package import Extraction

// The desk's kinds and the extractor's, which knows no desk. Word by word: a case that is added on one side alone does
// not compile or does not pass its test, and is never silently another one.

extension MediaType {
    /// The extractor's word for how an article is written.
    package init(_ type: ArticleMediaType) {
        switch type {
        case .plainText: self = .plainText
        case .markdown: self = .markdown
        }
    }
}

extension Claim.Kind {
    /// The desk's word for what a detected claim is about.
    package init(_ kind: ClaimKind) {
        switch kind {
        case .quantity: self = .quantity
        case .event: self = .event
        case .statement: self = .statement
        case .cause: self = .cause
        case .comparison: self = .comparison
        case .law: self = .law
        case .record: self = .record
        case .prediction: self = .prediction
        case .opinion: self = .opinion
        case .other: self = .other
        }
    }
}

extension Claim.Worthiness {
    /// The desk's word for how much a detected claim deserves to be checked.
    package init(_ worthiness: CheckWorthiness) {
        switch worthiness {
        case .important: self = .important
        case .minor: self = .minor
        case .not: self = .not
        }
    }
}

extension Domain.Claimant.Kind {
    /// The desk's word for whether an article names who says it.
    package init(_ kind: Extraction.Claimant.Kind) {
        switch kind {
        case .named: self = .named
        case .anonymous: self = .anonymous
        case .article: self = .article
        }
    }
}

extension Domain.Claimant.Quotation {
    /// The desk's word for how somebody's words are rendered.
    package init(_ quotation: Extraction.Claimant.Quotation) {
        switch quotation {
        case .direct: self = .direct
        case .indirect: self = .indirect
        case .mixed: self = .mixed
        }
    }
}
