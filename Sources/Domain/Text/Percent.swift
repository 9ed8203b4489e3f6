/// Percent-encoding (RFC 3986 §2.1), written and read.
package enum Percent {
    /// The text with everything encoded but unreserved characters (§2.3): a value in a query, or one segment of a path.
    package static func encoded(_ text: String) -> String {
        var out: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) { out.append(byte) } else { append(byte, to: &out) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A part of an address in its one form (§6.2.2): unreserved characters never encoded, everything else that is
    /// encoded in upper-case digits, and blanks, control characters and what is not ASCII always.
    ///
    /// A percent sign without two digits behind it stays as it is.
    package static func canonical(_ part: String) -> String {
        read(part) { byte, wasEncoded, out in
            if wasEncoded ? isUnreserved(byte) : (0x21..<0x80).contains(byte) {
                out.append(byte)
            } else {
                append(byte, to: &out)
            }
        }
    }

    /// The text behind an encoding that somebody sent: strictly, as a mistake in it is better told than guessed at.
    ///
    /// - Parameters:
    ///   - text: encoded.
    ///   - plusIsBlank: `+` is a blank, as forms and queries write it.
    /// - Returns: nil where a percent sign stands without two digits behind it, and where the bytes are not UTF-8.
    package static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String? {
        let sent = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sent.count)
        var place = 0
        while place < sent.count {
            switch sent[place] {
            case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard place + 2 < sent.count, let high = sent[place + 1].hexDigitValue,
                    let low = sent[place + 2].hexDigitValue
                else { return nil }
                bytes.append(high << 4 | low)
                place += 2
            default: bytes.append(sent[place])
            }
            place += 1
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The text behind an encoding that was found somewhere: what is no encoding stays as it is, and bytes that are no
    /// text become U+FFFD.
    package static func opened(_ text: String) -> String { read(text) { byte, _, out in out.append(byte) } }

    /// Hands over byte by byte, encoded ones opened, with what is to become of them.
    private static func read(_ text: String, _ take: (UInt8, _ wasEncoded: Bool, _ out: inout [UInt8]) -> Void)
        -> String
    {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count, let high = bytes[place + 1].hexDigitValue,
                let low = bytes[place + 2].hexDigitValue
            {
                take(high << 4 | low, true, &out)
                place += 3
            } else {
                take(bytes[place], false, &out)
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func append(_ byte: UInt8, to out: inout [UInt8]) {
        let digits: StaticString = "0123456789ABCDEF"
        out.append(UInt8(ascii: "%"))
        out.append(digits.utf8Start[Int(byte >> 4)])
        out.append(digits.utf8Start[Int(byte & 15)])
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
