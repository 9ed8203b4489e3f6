extension Input {
    /// - Throws: `InputError` unless the text is an absolute http or https URL (RFC 3986, or RFC 3987 for letters outside of
    ///   ASCII) that leads to a host, without a user name, blanks and characters that cannot be seen, of at most 2000 bytes.
    package static func webURL(_ value: String?, _ field: String) throws(InputError) {
        guard let value else { return }
        try optionalText(value, field, limit: 2000)
        try bytes(value, field, limit: 2000)
        _ = try WebOrigin(of: value, field)
        guard value.unicodeScalars.allSatisfy(isVisible) else {
            throw InputError(
                field, "must have neither blanks nor characters that cannot be seen; a blank is %20 in a URL")
        }
        guard WebAddress.encoded(value) == value else {
            throw InputError(field, "must be as a browser sends it: \(WebAddress.encoded(value).prefix(200))")
        }
    }

    /// True for what may stand in a URL (RFC 3987 without blanks): no controls, and no marks that turn the direction of
    /// the text around them.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
        default: !scalar.isSteering
        }
    }
}
