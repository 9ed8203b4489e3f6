import Domain
import Foundation
import Rendering
import TestSupport
import Testing
import Workflow

@testable import Web

/// One claim from the words that the detector missed to a correction years later, over HTTP, with every form read at every step.
@Suite(.database(migrations: Schema.migrations))
struct EditorStoryTests {
    /// What goes out about the claim, by form.
    private struct Forms {
        let all: [String: String]

        subscript(_ name: String) -> String { all[name] ?? "" }
        /// Those that have the words.
        func names(with words: String) -> Set<String> { Set(all.filter { $0.value.contains(words) }.keys) }
    }

    private struct Story: Sendable {
        let live: LiveServer
        let article: String
        let claim: String

        /// What an editor does to the claim.
        @discardableResult
        func post(_ what: String, _ json: String) async throws -> JSON {
            let reply = try await live.client.send("POST", "/v1/claims/\(claim)/\(what)", as: "ed", json: json)
            #expect(reply.status < 300, "\(what): \(reply.text)")
            return try reply.json
        }

        func forms() async throws -> Forms {
            let reports = [
                "html": "text/html", "markdown": "text/markdown", "csv": "text/csv", "json": "application/json",
                "claimreview": "application/ld+json",
            ]
            let pages = [
                "page": "/desk/demo/claims/\(claim)", "desk": "/desk/demo", "article": "/desk/demo/articles/\(article)",
                "feed": "/desk/demo/feed.atom", "corrections": "/desk/demo/corrections.atom",
            ]
            var all: [String: String] = [:]
            for (name, path) in pages {
                let reply = try await live.client.get(path)
                if name != "article" { #expect(reply.status == 200 || reply.status == 410, "\(name)") }
                all[name] = reply.text
            }
            for (name, type) in reports {
                let reply = try await live.client.get(
                    "/v1/articles/\(article)/report", as: "audrey", headers: ["Accept": type])
                #expect(reply.status == 200, "\(name)")
                all[name] = reply.text
                if name == "claimreview" {
                    #expect(
                        ClaimReviewLinter.lint(try reply.json).filter {
                            $0.severity == .error && $0.rule != .noClaimReview
                        } == [])
                }
            }
            let export = try await ChunkedReply(live, "/v1/exports/stream?format=csv", as: "ed")
            #expect(export.isWhole)
            all["export"] = export.text
            return Forms(all: all)
        }

        func send(title: String) async throws -> String {
            try await Self.submit(live, title: title)
        }

        static func submit(_ live: LiveServer, title: String) async throws -> String {
            let json: JSON = [
                "externalId": "wall", "title": .string(title), "body": .string(LiveServer.text),
                "source": "The Sable Courier", "url": "https://courier.example.org/wall", "requiredReviews": 2,
            ]
            let reply = try await live.client.send("POST", "/v1/articles", as: "submitter", json: json.text())
            #expect(reply.status < 300, "\(reply.text)")
            try await live.work()
            return try #require(try reply.json["id"]?.string)
        }
    }

    @Test func whatGoesOutIsTrueAtEveryStep() async throws {
        try await LiveServer.run(publicURL: "https://facts.example.org") { live in
            let policy = try await live.client.send(
                "PATCH", "/v1/desk", as: "admin", json: #"{"policy":{"publicNotes":false}}"#)
            #expect(policy.status == 200, "\(policy.text)")
            let article = try await Story.submit(live, title: "Port Sable never floods")

            // The headline, which the detector does not read.
            let added = try await live.client.send(
                "POST", "/v1/articles/\(article)/claims", as: "ed",
                json: #"{"anchor":{"part":"title","exact":"Port Sable never floods"},"priority":100,"#
                    + #""claimant":{"kind":"named","name":"Tom Reyes"}}"#)
            #expect(added.status == 201, "\(added.text)")
            let story = Story(live: live, article: article, claim: try #require(try added.json["id"]?.string))

            // Checked by two.
            for member in ["ana", "ben"] {
                let taken = try await live.take(as: member)
                #expect(taken.claim == story.claim)
                let review = try await live.client.send(
                    "POST", "/v1/leases/\(taken.lease)/review", as: member,
                    json: #"{"token":"\#(taken.token)","rating":"false","rationale":"A raw note by \#(member)","#
                        + #""evidence":[{"url":"https://register.example.org/floods","stance":"refutes","quote":"1 May 2019"}]}"#
                )
                #expect(review.status == 201, "\(review.text)")
            }

            // Agreed; the editor writes for readers.
            let before = try await story.post("publication/preview", "{}")
            #expect(
                before["objections"]?.items.compactMap { $0["type"]?.string?.split(separator: "/").last } == [
                    "text-missing"
                ])
            let verdict = try await story.post(
                "verdict",
                #"{"rating":"false","rationale":"It was under water in May 2019.","title":"Port Sable has been flooded","#
                    + #""summary":"The register of floods names a day.","claimReviewed":"Port Sable never floods","#
                    + #""evidenceIds":[],"evidence":[{"url":"https://register.example.org/floods","stance":"refutes","quote":"1 May 2019"}]}"#
            )
            #expect(verdict["basis"] == "agreement")
            let preview = try await story.post("publication/preview", "{}")
            #expect(preview["objections"]?.items.isEmpty == true)
            try await story.post("publication", "{}")

            let first = try await story.forms()
            #expect(first.names(with: "A raw note").isEmpty)
            #expect(
                first.names(with: "It was under water in May 2019.").isSuperset(of: [
                    "page", "html", "markdown", "csv", "json", "export",
                ]))
            #expect(
                first.names(with: "Tom Reyes").isSuperset(of: [
                    "page", "html", "markdown", "csv", "json", "claimreview", "export",
                ]))
            #expect(first.names(with: "1 May 2019").isSuperset(of: ["page", "html", "markdown"]))
            #expect(
                try JSON(reading: Array(first["claimreview"].utf8)).items.first?["claimReviewed"]
                    == "Port Sable never floods")

            // The quotation was not the page's own words.
            try await story.post(
                "corrections",
                #"{"decision":"correction","publicText":"We quoted the register wrongly.","evidenceIds":[],"evidence":"#
                    + #"[{"url":"https://register.example.org/floods","stance":"refutes","quote":"The quay stood under water on 1 May 2019"}]}"#
            )
            let quoted = try await story.forms()
            #expect(
                quoted.names(with: "The quay stood under water on 1 May 2019").isSuperset(of: [
                    "page", "html", "markdown",
                ]))
            #expect(
                quoted.names(with: "We quoted the register wrongly.").isSuperset(of: [
                    "page", "corrections", "html", "markdown",
                ]))
            let versions = try await live.client.get("/v1/claims/\(story.claim)/verdicts", as: "ed")
            let quotes = try versions.json["items"]?.items.map {
                $0["evidence"]?.items.compactMap { $0["quote"]?.string } ?? []
            }
            #expect(Set(quotes ?? []) == [["1 May 2019"], ["The quay stood under water on 1 May 2019"]])

            // Somebody else said it.
            try await story.post(
                "corrections",
                #"{"decision":"correction","publicText":"It was not Tom Reyes who said this.","claimant":{"kind":"named","name":"Lena Brandt"},"#
                    + #""title":"Port Sable has been flooded","summary":null,"claimReviewed":"Port Sable never floods"}"#
            )
            let named = try await story.forms()
            #expect(
                named.names(with: "Lena Brandt").isSuperset(of: [
                    "page", "html", "markdown", "csv", "json", "claimreview", "export",
                ]))
            let review = try JSON(reading: Array(named["claimreview"].utf8)).items.first
            #expect(review?["itemReviewed"]?["author"]?["name"] == "Lena Brandt")
            #expect(!named["export"].contains("Tom Reyes,") && !named["csv"].contains(",Tom Reyes,"))

            // The publisher puts its headline right, and the editor says that it did.
            #expect(try await story.send(title: "Port Sable seldom floods") == article)
            let waiting = try await live.client.get("/v1/claims?appearance=changed", as: "ed")
            #expect(try waiting.json["items"]?.items.compactMap { $0["id"]?.string } == [story.claim])
            let told = try await live.client.send(
                "PUT", "/v1/claims/\(story.claim)/appearance", as: "ed", json: #"{"state":"corrected"}"#)
            #expect(told.status < 300, "\(told.text)")
            let changed = try await story.forms()
            for name in ["page", "html", "markdown"] {
                #expect(changed[name].lowercased().contains("corrected"), "\(name)")
            }
            #expect(changed["feed"].contains("in “Port Sable never floods” as it was in version 1"))
            let place = try JSON(reading: Array(changed["claimreview"].utf8)).items.first?["itemReviewed"]?[
                "appearance"]
            #expect(place?["version"] == 1 && place?["headline"] == "Port Sable never floods")
            let numbers =
                try JSON(reading: Array(changed["json"].utf8))["claims"]?.items.compactMap { $0["number"]?.text() }
                ?? []
            #expect(numbers.count == Set(numbers).count)

            // News, then an error too large for a correction.
            try await story.post(
                "corrections",
                #"{"decision":"update","publicText":"There was another flood.","rationale":"It was under water in 2019 and in 2024."}"#
            )
            #expect(try await story.forms()["page"].contains("It was under water in 2019 and in 2024."))
            try await story.post("retraction", #"{"publicText":"The register means another Port Sable."}"#)
            let retracted = try await story.forms()
            #expect(retracted["page"].contains("The register means another Port Sable."))
            #expect(retracted["page"].lowercased().contains("retracted"))
            #expect(try JSON(reading: Array(retracted["claimreview"].utf8)).items.isEmpty)

            // Checked anew.
            try await story.post("reopening", #"{"publicText":"We check it again with the right register."}"#)
            let settled = try await live.client.send(
                "PUT", "/v1/claims/\(story.claim)/appearance", as: "ed", json: #"{"state":"removed"}"#)
            #expect(settled.status == 200, "\(settled.text)")
            let again = try await story.forms()
            #expect(again["page"].contains("removed by the publisher"))
            #expect(again["page"].contains("We check it again with the right register."))
            #expect(try JSON(reading: Array(again["claimreview"].utf8)).items.isEmpty)
            for member in ["ana", "ben"] {
                let taken = try await live.take(as: member)
                #expect(taken.claim == story.claim)
                let review = try await live.client.send(
                    "POST", "/v1/leases/\(taken.lease)/review", as: member,
                    json: APIJobTests.review(taken.token, "mostly"))
                #expect(review.status == 201, "\(review.text)")
            }
            try await story.post("verdict", #"{"rating":"mostly","rationale":"It floods once in a century."}"#)
            try await story.post("publication", "{}")
            let last = try await story.forms()
            #expect(
                last.names(with: "It floods once in a century.").isSuperset(of: [
                    "page", "html", "markdown", "csv", "json", "claimreview", "export",
                ]))
            #expect(last.names(with: "A raw note").isEmpty)
        }
    }
}
