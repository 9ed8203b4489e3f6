import Domain
import Foundation
import Testing
import Workflow

@testable import Volume

/// What a made-up desk reads like, without a database.
struct VolumeWriterTests {
    private static let ratings = [
        Rating(key: "accurate", label: "Accurate", value: 4, offScale: false, colour: "#1a7f37"),
        Rating(key: "mostly", label: "Mostly accurate", value: 3, offScale: false, colour: nil),
        Rating(key: "misleading", label: "Misleading", value: 2, offScale: false, colour: nil),
        Rating(key: "false", label: "False", value: 1, offScale: false, colour: nil),
        Rating(key: "unverifiable", label: "Unverifiable", value: nil, offScale: true, colour: nil),
    ]

    static let plan = VolumePlan(
        claims: 1_000, seed: 7, until: Date(timeIntervalSince1970: 1_782_820_800))

    static func writer(_ plan: VolumePlan = plan) throws -> VolumeWriter {
        let room = plan.newsroom(
            slug: "volume", name: "Volume", scale: Newsroom.Scale(name: "Truth", ratings: Self.ratings))
        let members = room.members.map {
            Member(id: Member.ID(rawValue: UUID()), name: $0.name, email: $0.email, roles: Set($0.roles))
        }
        let scale = RatingScale(
            id: RatingScale.ID(rawValue: UUID()), name: "Truth", version: 1,
            ratings: RatingScale.directed(ratings))
        return VolumeWriter(plan: plan, staff: try VolumeStaff(members, scale: scale), slug: "volume")
    }

    @Test func everyAnchorStandsWhereItSaysInAllThreeUnits() throws {
        let writer = try Self.writer()
        var beyondASCII = 0
        for place in 0..<Self.plan.articles {
            let article = writer.article(place)
            let text = article.submission.body
            let scalars = Array(text.unicodeScalars)
            let utf16 = Array(text.utf16)
            let utf8 = Array(text.utf8)
            if utf8.count != scalars.count { beyondASCII += 1 }
            for anchor in article.claims.map(\.anchor) {
                let range = anchor.range
                #expect(string(scalars[range.start..<range.end]) == anchor.exact)
                #expect(String(decoding: utf16[anchor.utf16.start..<anchor.utf16.end], as: UTF16.self) == anchor.exact)
                #expect(String(decoding: utf8[anchor.utf8.start..<anchor.utf8.end], as: UTF8.self) == anchor.exact)
                #expect(string(scalars[max(0, range.start - 32)..<range.start]) == anchor.prefix)
                #expect(string(scalars[range.end..<min(scalars.count, range.end + 32)]) == anchor.suffix)
            }
            let roles = article.passages.map { string(scalars[$0.start..<$0.end]) }
            #expect(roles.joined(separator: "\n\n") == text)
        }
        #expect(beyondASCII > Self.plan.articles / 2)
    }

    @Test func lengthsAreThoseOfNewsAndOfVerdicts() throws {
        let claims = try Self.claims()
        let plain = claims.filter { claim in
            !VolumeCase.all.contains { $0.statement.map { $0 + "." } == claim.statement }
        }
        let lengths = plain.map(\.statement.count)
        #expect(lengths.allSatisfy { (40...221).contains($0) })
        #expect(Double(lengths.count { $0 >= 60 }) / Double(lengths.count) > 0.95)
        let rationales = claims.flatMap(\.life.slots).compactMap { $0.review?.rationale.count }
        #expect(rationales.allSatisfy { (150...720).contains($0) })
        #expect(Set(plain.map(\.statement)).count > plain.count * 95 / 100)
    }

    @Test func aThirdHasANamedClaimantAndAFewNamesComeOften() throws {
        let claims = try Self.claims()
        let names = claims.compactMap { $0.claimant.kind == .named ? $0.claimant.name : nil }
        #expect((0.27...0.40).contains(Double(names.count) / Double(claims.count)))
        let counts = Dictionary(grouping: names, by: { $0 }).mapValues(\.count).values.sorted(by: >)
        #expect(counts.count > 60)
        #expect(counts[0] > 20)
        #expect(counts[0] > 5 * counts[counts.count / 2])
    }

    @Test func nearlyAllIsPublishedAndEveryRatingOccurs() throws {
        let claims = try Self.claims()
        let states = Dictionary(grouping: claims, by: \.life.status).mapValues(\.count)
        #expect(states[.published, default: 0] > 820)
        for status in [Claim.Status.dismissed, .detected, .queued, .decided, .corrected, .retracted] {
            #expect(states[status] != nil, "no claim is \(status)")
        }
        let ratings = Set(claims.flatMap(\.life.verdicts).map(\.rating))
        #expect(ratings == Set(Self.ratings.map(\.key)))
        let cited = claims.flatMap(\.life.verdicts).map(\.evidence.count)
        #expect(cited.allSatisfy { (1...4).contains($0) })
    }

    @Test func nothingHappensAfterTheMomentOrOutOfOrder() throws {
        let until = Self.plan.until
        for claim in try Self.claims() {
            let life = claim.life
            let reviews = life.slots.compactMap { $0.review?.submittedAt }
            let steps: [[Date]] = [
                [claim.createdAt], reviews, life.decidedAt.map { [$0] } ?? [], life.entries.map(\.enteredAt),
            ]
            let times = steps.flatMap(\.self)
            #expect(times == times.sorted())
            #expect(times.allSatisfy { $0 < until })
            for review in life.slots.compactMap(\.review) {
                #expect(review.takenAt < review.submittedAt && review.submittedAt < review.expiresAt)
            }
        }
    }

    @Test func theTokensLieBelowAllThatATakeDrawsAndRise() throws {
        let tokens = try Self.claims().flatMap(\.life.slots).compactMap { $0.review?.token }
        #expect(tokens.allSatisfy { $0 < 0 })
        #expect(tokens == tokens.sorted() && Set(tokens).count == tokens.count)
    }

    @Test func wordsThatSpoilExportsAreAmongThem() throws {
        let claims = try Self.claims()
        for first in ["=", "+", "-", "@", "\t"] {
            #expect(claims.contains { $0.statement.hasPrefix(first) }, "nothing begins with \(first)")
        }
        let rationales = claims.flatMap(\.life.slots).compactMap { $0.review?.rationale }
        #expect(rationales.contains { $0.hasPrefix("=") } && rationales.contains { $0.contains("\r\n") })
        #expect(claims.flatMap(\.life.evidence).contains { $0.item.publisher?.hasPrefix("+") == true })
    }

    @Test func theSameNumberWritesTheSameArticleAndAnotherAnother() throws {
        let writer = try Self.writer()
        let (once, again) = (writer.article(3), writer.article(3))
        #expect(once.submission == again.submission && once.id == again.id)
        #expect(once.claims.map(\.id) == again.claims.map(\.id))
        #expect(once.claims.map(\.statement) == again.claims.map(\.statement))
        #expect(writer.article(4).submission.body != once.submission.body)
    }

    @Test func aDeskWithoutThePeopleIsRefused() {
        let scale = RatingScale(id: RatingScale.ID(rawValue: UUID()), name: "Truth", version: 1, ratings: Self.ratings)
        let alone = Member(id: Member.ID(rawValue: UUID()), name: "One", email: nil, roles: Set(Role.allCases))
        #expect(throws: InputError.self) { try VolumeStaff([alone], scale: scale) }
    }

    private static func claims() throws -> [VolumeClaim] {
        let writer = try writer()
        return (0..<plan.articles).flatMap { writer.article($0).claims }
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
