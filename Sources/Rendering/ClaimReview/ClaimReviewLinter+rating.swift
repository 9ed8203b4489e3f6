import Domain

extension ClaimReviewLinter {
    /// - Returns: the rating's label, where it is one.
    mutating func checkRating(of review: LintNode) -> String? {
        let ratings = review.all("reviewRating")
        guard let rating = ratings.first else {
            add(
                .requiredMissing, review.path("reviewRating"),
                "is missing: a Rating with the verdict's words in alternateName")
            return nil
        }
        if ratings.count > 1 {
            add(.severalValues, review.path("reviewRating"), "must be one rating")
        }
        guard isObject(rating, "an object with @type Rating"), !rating.pointsElsewhere else { return nil }
        checkNames(rating, ["alternateName", "ratingValue", "bestRating", "worstRating"])
        let types = rating.types
        if types.isEmpty {
            add(.subtypeMissing, rating.path("@type"), "is missing: write Rating")
        } else if !types.contains(where: { $0.hasSuffix("Rating") }) {
            add(.typeWrong, rating.path("@type"), "must be Rating")
        }
        let label = requiredText("alternateName", of: rating, "the verdict in words, such as “Mostly false”")
        checkTexts("ratingExplanation", of: rating)
        checkNumbers(of: rating)
        return label?.text
    }

    private mutating func checkNumbers(of rating: LintNode) {
        let value = number("ratingValue", of: rating)
        let best = number("bestRating", of: rating)
        let worst = number("worstRating", of: rating)
        let hasValue = !rating.all("ratingValue").isEmpty
        let bounds = ["worstRating", "bestRating"].filter { rating.all($0).isEmpty }
        if hasValue, let missing = bounds.first {
            add(
                .ratingBoundsMissing, rating.path(missing),
                "is missing: without worstRating and bestRating nobody knows what ratingValue means (1 to 5 is assumed)"
            )
        }
        if !hasValue, bounds.count < 2 {
            add(
                .ratingValueMissing, rating.path("ratingValue"),
                "is missing: worstRating and bestRating alone say nothing")
        }
        if let worst, worst < 1 {
            add(.ratingBelowOne, rating.path("worstRating"), "must be 1 or more")
        }
        if let worst, let best, worst >= best {
            add(.ratingBounds, rating.path("worstRating"), "must be less than bestRating: best is truest")
        } else if let value, value < worst ?? 1 || value > best ?? .infinity {
            add(
                .ratingOutside, rating.path("ratingValue"),
                "must lie between worstRating and bestRating; a verdict off the scale has no number at all")
        }
        if let value, value != value.rounded() {
            add(.ratingFraction, rating.path("ratingValue"), "should be a whole number")
        }
    }

    /// A number, or a text that is one (schema.org/Rating: digits, and a dot for fractions).
    private mutating func number(_ name: String, of rating: LintNode) -> Double? {
        let nodes = rating.all(name)
        guard let node = nodes.first else { return nil }
        if nodes.count > 1 { add(.severalValues, rating.path(name), "must be one number") }
        switch node.value {
        case .int(let value): return Double(value)
        case .double(let value): return value
        case .string(let text):
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            let isNumber = digits.first != "." && digits.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
            if isNumber, let value = Double(text) { return value }
        case .null, .bool, .array, .object: break
        }
        add(
            .ratingNotNumber, node.path,
            "must be a number such as 3, with a dot for fractions; words go in alternateName")
        return nil
    }
}
