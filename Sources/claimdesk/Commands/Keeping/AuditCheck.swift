import Domain
import Workflow

/// One trail while it is verified: prints what is found, or keeps it for JSON.
struct AuditCheck {
    /// Findings that are kept or printed; what comes after them is counted. One rewritten table may hold millions.
    static let shown = 1000

    private(set) var desk: String?
    private let printsFindings: Bool
    private var verifier: AuditVerifier
    private var kept: [AuditFinding] = []
    private(set) var findings = 0

    init(desk: String? = nil, noted: AuditHash?, printsFindings: Bool) {
        self.desk = desk
        self.printsFindings = printsFindings
        verifier = AuditVerifier(SHA256Hash.of, noted: noted)
    }

    mutating func take(_ item: AuditItem) { verifier.take(item).forEach { keep($0) } }

    /// Keeps what was found in the desk's own rows.
    mutating func take(_ findings: [AuditFinding]) { findings.forEach { keep($0) } }

    mutating func end() { verifier.end().forEach { keep($0) } }

    /// Reads an export to its end.
    ///
    /// - Throws: `Failure` when the file cannot be read; what is wrong with its lines is a finding.
    mutating func read(_ file: LineFile) throws {
        var number = 0
        try file.each { line in
            number += 1
            do throws(AuditLineError) {
                switch try AuditLine(reading: line) {
                case .header(let export) where number == 1: desk = export.desk
                case .header: throw AuditLineError("a header stands only in the first line")
                case .item(let item):
                    if number == 1 { keep(AuditFinding(.unreadable, "line 1: the header is missing")) }
                    take(item)
                }
            } catch {
                keep(AuditFinding(.unreadable, "line \(number): \(error.problem)"))
            }
        }
        end()
    }

    private mutating func keep(_ finding: AuditFinding) {
        findings += 1
        if findings > Self.shown { return }
        if printsFindings { print(finding) } else { kept.append(finding) }
    }

    /// `{desk,ok,events,seals,waiting,head,findings:[…],findingCount}`
    var json: JSON {
        [
            "desk": JSON(desk), "ok": .bool(findings == 0), "events": .int(verifier.events),
            "seals": .int(verifier.seals), "waiting": .int(verifier.waiting), "head": verifier.head.json,
            "findings": JSON(kept.map(\.json)), "findingCount": .int(findings),
        ]
    }

    /// For a person, the last line.
    var summary: String {
        let verdict =
            switch findings {
            case 0: "intact"
            case 1: "1 finding"
            default: "\(findings) findings" + (findings > Self.shown ? ", the first \(Self.shown) shown" : "")
            }
        let head = verifier.head
        return """
            \(desk.map { "desk \($0)" } ?? "export"): \(verdict). \(verifier.events) events in \(verifier.seals) seals, \
            \(verifier.waiting) not yet sealed. Head: batch \(head.batch), \(head.hash)
            """
    }
}
