/// What a scrape of `/metrics` holds (Prometheus text format, version 0.0.4).
struct Scrape: Sendable {
    struct Sample: Sendable, Hashable {
        /// With `_bucket`, `_sum` and `_count` where it is a part of a histogram.
        let name: String
        let labels: [String: String]
        let value: Double
    }

    /// By name.
    let samples: [String: [Sample]]
    /// The kind of each family, by its name.
    let types: [String: String]

    /// Lines that are not of the format are passed over: a newer server may say more.
    init(_ text: String) {
        var samples: [String: [Sample]] = [:]
        var types: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ")
                if words.count == 4 { types[String(words[2])] = String(words[3]) }
            } else if !line.hasPrefix("#"), let sample = Sample(line) {
                samples[sample.name, default: []].append(sample)
            }
        }
        self.samples = samples
        self.types = types
    }

    /// All values of a name with these labels, added up; nil when there is none.
    func sum(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        let found = (samples[name] ?? []).filter { $0.has(labels) }
        return found.isEmpty ? nil : found.reduce(0) { $0 + $1.value }
    }

    /// The values of a name by one of its labels; several of one are added up.
    func sums(_ name: String, by label: String, _ labels: [String: String] = [:]) -> [String: Double] {
        var sums: [String: Double] = [:]
        for sample in samples[name] ?? [] where sample.has(labels) {
            if let key = sample.labels[label] { sums[key, default: 0] += sample.value }
        }
        return sums
    }
}

extension Double {
    /// The nearest whole number that there can be: a server may say anything.
    var whole: Int { Int(max(-9e15, min(9e15, rounded()))) }
}

extension Scrape.Sample {
    func has(_ wanted: [String: String]) -> Bool { wanted.allSatisfy { labels[$0.key] == $0.value } }

    /// A line such as `name{a="b",c="d"} 1.5`; nil for any other.
    fileprivate init?(_ line: Substring) {
        var rest = line
        let name = rest.prefix { $0 != "{" && $0 != " " }
        rest = rest.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest.removeFirst()
            while let character = rest.first, character != "}" {
                let key = rest.prefix { $0 != "=" }
                rest = rest.dropFirst(key.count + 1)
                guard rest.popFirst() == "\"", let value = Self.quoted(&rest) else { return nil }
                labels[String(key)] = value
                if rest.first == "," { rest.removeFirst() }
            }
            guard rest.popFirst() == "}" else { return nil }
        }
        guard !name.isEmpty, let value = Double(rest.drop { $0 == " " }.prefix { $0 != " " }), value.isFinite else {
            return nil
        }
        self.init(name: String(name), labels: labels, value: value)
    }

    /// The text up to its closing quotation mark; nil when there is none.
    private static func quoted(_ rest: inout Substring) -> String? {
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return text
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped == "n" ? "\n" : escaped)
            default: text.append(character)
            }
        }
        return nil
    }
}
