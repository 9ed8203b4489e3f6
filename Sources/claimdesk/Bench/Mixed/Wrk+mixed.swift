import Foundation

extension Wrk {
    /// Members of a desk and its readers, each over a connection of its own.
    struct Crowd: Sendable {
        let reviewers: [String]
        let editors: [String]
        let submitters: [String]
        /// Without a key.
        let readers: Int

        var count: Int { reviewers.count + editors.count + submitters.count + readers }
    }

    /// An answer that one of them got.
    struct Answer: Sendable {
        /// What was asked for: "take", "review", "list", "submission", "page".
        let kind: String
        let status: Int
        let milliseconds: Double
    }

    /// Lets each of a crowd do its work over and over: reviewers take and review, editors ask for lists, submitters send an
    /// article every quarter of a second, readers read pages.
    ///
    /// - Parameters:
    ///   - review: the body of a review, without its token.
    ///   - lists, pages: paths.
    ///   - article: the body of an article, in which `%s` stands for a number that no other has, twice.
    /// - Returns: the answers, and how many requests got none.
    /// - Throws: `Failure` when wrk is missing.
    static func mixed(
        _ crowd: Crowd, _ server: String, review: String, lists paths: [String], pages: [String], article: String,
        seconds: Int
    ) async throws -> (answers: [Answer], cut: Int) {
        let script = """
            local ffi = require("ffi")
            ffi.cdef("typedef struct { long seconds; long nanoseconds; } instant; int clock_gettime(int, instant *);")
            local instant = ffi.new("instant")
            local function now()
                ffi.C.clock_gettime(1, instant)
                return tonumber(instant.seconds) * 1000 + tonumber(instant.nanoseconds) / 1e6
            end
            local people = {}
            for _, key in ipairs({\(list(crowd.reviewers))}) do table.insert(people, {"reviewer", key}) end
            for _, key in ipairs({\(list(crowd.editors))}) do table.insert(people, {"editor", key}) end
            for _, key in ipairs({\(list(crowd.submitters))}) do table.insert(people, {"submitter", key}) end
            for _ = 1, \(crowd.readers) do table.insert(people, {"reader", ""}) end
            local number = 0
            setup = function(thread)
                number = number + 1
                thread:set("number", number)
                thread:set("role", people[number][1])
                thread:set("key", people[number][2])
            end
            local lists, pages, turn, kind, begun = {\(list(paths))}, {\(list(pages))}, 0, "", 0
            local lease, token
            delay = function() return role == "submitter" and 250 or 0 end
            request = function()
                turn = turn + 1
                begun = now()
                local headers = {["Authorization"] = "Bearer " .. key, ["Content-Type"] = "application/json"}
                if role == "reviewer" and not lease then
                    kind = "take"
                    return wrk.format("POST", "/v1/queue/take", headers, "{}")
                elseif role == "reviewer" then
                    kind = "review"
                    local path = "/v1/leases/" .. lease .. "/review"
                    return wrk.format("POST", path, headers, '{"token":"' .. token .. '",\(review.dropFirst())')
                elseif role == "editor" then
                    kind = "list"
                    return wrk.format("GET", lists[turn % #lists + 1], headers)
                elseif role == "submitter" then
                    kind = "submission"
                    local name = number .. "-" .. turn .. "-" .. math.floor(begun)
                    return wrk.format("POST", "/v1/articles", headers, string.format([[\(article)]], name, name))
                end
                kind = "page"
                return wrk.format("GET", pages[turn % #pages + 1])
            end
            response = function(status, headers, body)
                io.write(string.format("answer %s %d %.3f\\n", kind, status, now() - begun))
                if lease then
                    lease = nil
                elseif kind == "take" and status == 200 then
                    lease, token = body:match('"leases":%[{"id":"([^"]+)","token":"([^"]+)"')
                end
            end
            done = function(summary)
                local e = summary.errors
                io.write(string.format("cut %d\\n", e.connect + e.read + e.write + e.timeout))
            end
            """
        let printed = try await output(
            script, server, threads: crowd.count, connections: crowd.count, seconds: seconds)
        var (answers, cut): ([Answer], Int?) = ([], nil)
        for line in printed.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if words.count == 4, words[0] == "answer", let status = Int(words[2]), let time = Double(words[3]) {
                answers.append(Answer(kind: String(words[1]), status: status, milliseconds: time))
            } else if words.count == 2, words[0] == "cut" {
                cut = Int(words[1])
            }
        }
        guard let cut else { throw Failure("wrk printed no figures: \(printed.suffix(300))") }
        return (answers, cut)
    }
}
