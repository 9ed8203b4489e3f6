extension LabelledLine {
    /// Reads comma-separated values with a heading line that names `label` and `text`; fields may be in quotation marks.
    ///
    /// Lines with an unknown label are passed over. Nil where a heading is missing.
    public static func read(csv: String) -> [LabelledLine]? {
        var rows = records(csv)
        guard !rows.isEmpty else { return nil }
        let heading = rows.removeFirst()
        guard let label = heading.firstIndex(of: "label"), let text = heading.firstIndex(of: "text") else { return nil }
        return rows.compactMap { row in
            guard row.count > max(label, text), let worth = CheckWorthiness(rawValue: row[label]) else { return nil }
            return LabelledLine(text: row[text], checkWorthiness: worth)
        }
    }

    /// The records of RFC 4180.
    private static func records(_ csv: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var afterQuote = false
        func endField() {
            record.append(String(field))
            field = String.UnicodeScalarView()
        }
        func endRecord() {
            endField()
            if record.count > 1 || record.first?.isEmpty == false { records.append(record) }
            record = []
        }
        for scalar in csv.unicodeScalars {
            if isQuoted {
                if scalar == "\"" {
                    isQuoted = false
                    afterQuote = true
                } else {
                    field.append(scalar)
                }
                continue
            }
            switch scalar {
            case "\"":
                // A doubled mark inside quotation marks is the mark itself.
                if afterQuote { field.append(scalar) }
                isQuoted = true
            case ",": endField()
            case "\n": endRecord()
            case "\r": break
            default: field.append(scalar)
            }
            afterQuote = false
        }
        endRecord()
        return records
    }
}
