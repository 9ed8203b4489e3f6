import Foundation

/// What a Postgres server took of the processors: all of its processes, also those that have ended.
struct PostgresCPU {
    private let postmaster: Int32

    /// - Parameter socket: where it listens; the file that locks it names the server.
    /// - Throws: `Failure` when there is no such server on this machine.
    init(socket: String) throws {
        let lock = try String(contentsOfFile: socket + ".lock", encoding: .utf8)
        guard let pid = lock.split(separator: "\n").first.flatMap({ Int32($0) }) else {
            throw Failure("\(socket) belongs to no server")
        }
        postmaster = pid
    }

    /// Seconds since it was started.
    func seconds() throws -> Double {
        var ticks = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            // Whoever ends meanwhile is counted with the server that it belonged to.
            guard let process = Int32(name), let stat = Stat(of: process) else { continue }
            if process == postmaster {
                ticks += stat.own + stat.ofEnded
            } else if stat.parent == postmaster {
                ticks += stat.own
            }
        }
        return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Fields of /proc/PID/stat: proc(5).
    private struct Stat {
        let parent: Int32
        /// Ticks of the clock.
        let own: Int
        let ofEnded: Int

        init?(of process: Int32) {
            guard let content = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
            // The second field, the program's name in parentheses, may hold blanks.
            let text = String(decoding: content, as: UTF8.self)
            guard let end = text.lastIndex(of: ")") else { return nil }
            let fields = text[text.index(after: end)...].split(separator: " ")
            guard fields.count > 14, let parent = Int32(fields[1]) else { return nil }
            let times = fields[11...14].compactMap { Int($0) }
            guard times.count == 4 else { return nil }
            self.parent = parent
            own = times[0] + times[1]
            ofEnded = times[2] + times[3]
        }
    }
}
