/// Makes claims of the sentences that are worth checking.
struct ClaimBuilder {
    let source: SourceText
    let lexicon: Lexicon
    let tokens: [Token]
    let units: [Unit]
    let sentences: [Sentence]

    private static let roles: Set<Role> = [.body, .dek, .caption]

    func claims() -> [DetectedClaim] {
        let maker = AnchorMaker(source: source)
        var claims: [DetectedClaim] = []
        for (index, sentence) in sentences.enumerated() where Self.roles.contains(sentence.role) {
            guard sentence.checkWorthiness != .not else { continue }
            let antecedent = Antecedent(source: source, tokens: tokens, units: units)
            claims.append(
                DetectedClaim(
                    ordinal: claims.count + 1,
                    anchor: maker.anchor(sentence.range),
                    statement: Statement.words(sentence.text),
                    context: antecedent.context(of: index),
                    claimant: sentence.claimant ?? .article,
                    kind: sentence.kind,
                    checkable: sentence.kind != .opinion && sentence.kind != .prediction,
                    checkWorthiness: sentence.checkWorthiness,
                    score: sentence.score,
                    reasons: sentence.reasons
                )
            )
        }
        return claims
    }
}
