import Domain
import Foundation

/// What was measured, where and when.
struct BenchResult: Sendable {
    let what: String
    let unit: String
    /// The measured values, at least one.
    let values: [Double]
    let machine: String
    let at: Date

    /// By nearest rank: the smallest value that at least this share of all values does not exceed.
    ///
    /// - Parameter share: above 0, up to 1.
    func percentile(_ share: Double) -> Double {
        let sorted = values.sorted()
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted.isEmpty ? 0 : sorted[min(max(rank, 1), sorted.count) - 1]
    }

    private var figures: [(name: String, value: Double)] {
        [("p50", percentile(0.5)), ("p90", percentile(0.9)), ("p99", percentile(0.99)), ("max", percentile(1))]
    }

    /// Rounded to a tenth: more is noise.
    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    /// The figures alone.
    var line: String {
        let line = figures.map { "\($0.name) \(Self.rounded($0.value)) \(unit)" }.joined(separator: "  ")
        return "\(what), \(values.count) times: \(line)"
    }

    var text: String { "\(line)\n\(Timestamp.text(at)), \(machine)" }

    var json: JSON {
        .object(
            [.init("what", .string(what)), .init("unit", .string(unit)), .init("count", .int(values.count))]
                + figures.map { .init($0.name, .double(Self.rounded($0.value))) }
                + [.init("at", JSON(at)), .init("machine", .string(machine))])
    }
}

/// The machine that something was measured on.
enum Machine {
    /// Cores, processor, memory, system, and whether the program is optimized.
    static var description: String {
        let process = ProcessInfo.processInfo
        let memory = Int((Double(process.physicalMemory) / 1_073_741_824).rounded())
        let parts = [
            "\(process.activeProcessorCount) cores", processor, "\(memory) GiB", process.operatingSystemVersionString,
            build,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    private static var processor: String? {
        guard let text = FileManager.default.contents(atPath: "/proc/cpuinfo") else { return nil }
        let line = String(decoding: text, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static var build: String {
        #if DEBUG
        "debug build"
        #else
        "release build"
        #endif
    }
}
