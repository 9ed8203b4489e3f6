import Foundation

/// What a piece of work took of the machine.
struct Cost {
    /// Seconds on the clock, which count other programs too.
    let wall: Double
    /// Seconds of this process on the cores: what can be compared on a busy machine.
    let cpu: Double
    /// The most memory that the process held meanwhile, in bytes; nil where the system does not tell.
    let peak: Int?

    /// Does the work and measures it.
    static func of(_ work: () throws -> Void) rethrows -> Cost {
        // "5" lets the kernel forget the highest mark so far: proc_pid_clear_refs(5). Where that cannot be written the
        // mark is older than the work, and so nothing that this work took.
        let isFresh = FileManager.default.isWritableFile(atPath: marks) && forget()
        let begun = clock()
        let wall = try ContinuousClock().measure(work) / .seconds(1)
        return Cost(wall: wall, cpu: Double(clock() - begun) / Double(CLOCKS_PER_SEC), peak: isFresh ? highest() : nil)
    }

    private static let marks = "/proc/self/clear_refs"

    private static func forget() -> Bool {
        guard let file = FileHandle(forWritingAtPath: marks) else { return false }
        do {
            try file.write(contentsOf: Data("5".utf8))
            try file.close()
            return true
        } catch {
            return false
        }
    }

    private static func highest() -> Int? {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
}

extension Cost {
    /// In words: "1.20 s of processor time, 2.31 s on the clock, 640 MB at most".
    var text: String {
        let memory = peak.map { ", \($0 / 1_000_000) MB at most" } ?? ""
        return "\(Timing.text(cpu)) s of processor time, \(Timing.text(wall)) s on the clock\(memory)"
    }
}
