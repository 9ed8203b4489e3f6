import Domain
import Foundation
import Testing

@testable import Workflow

/// The forms that are hashed: what is pinned here may never change, or every log that was sealed would look tampered with.
@Suite struct AuditHashTests {
    /// The reference vectors of Certificate Transparency (google/certificate-transparency, merkle_tree_test): the roots
    /// of the first n of these leaves, each split as RFC 6962 §2.1 has it.
    private static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test(arguments: 0...8)
    func aTreeHasTheRootOfThePublishedVectors(count: Int) {
        let leaves = Self.leaves.prefix(count).map { hex in
            MerkleTree.sha256.leaf(
                stride(from: 0, to: hex.utf8.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) })
        }
        #expect(MerkleTree.sha256.root(of: leaves).description == Self.roots[count])
    }

    /// Against the recursion that the RFC writes down, for every count up to 70.
    @Test func aTreeOfAnyCountIsSplitAtTheLargestPowerOfTwo() {
        func root(_ leaves: ArraySlice<AuditHash>) -> AuditHash {
            guard leaves.count > 1, let first = leaves.indices.first else { return leaves.first ?? .zero }
            var left = 1
            while left * 2 < leaves.count { left *= 2 }
            let (low, high) = (root(leaves[..<(first + left)]), root(leaves[(first + left)...]))
            return SHA256Hash.of([1] + low.bytes + high.bytes)
        }
        let leaves = (0..<70).map { MerkleTree.sha256.leaf([UInt8($0)]) }
        for count in 1...70 { #expect(MerkleTree.sha256.root(of: Array(leaves[..<count])) == root(leaves[..<count])) }
    }

    @Test func anEventHasOneFormWhateverTheOrderOfItsDetails() {
        let details: [AuditRecord.Detail] = [
            .init("z", ""), .init("\u{E9}", "2"), .init("e\u{301}", "1"), .init("from", "a \"b\" \\ \n\u{2028}"),
        ]
        let text = """
            {"action":"claim.edited","actorId":"01890a5d-ac96-774b-bcce-b302099a8057","at":"2026-03-14T06:00:01.250031Z",\
            "deskId":"01890a5d-ac96-774b-bcce-b302099a8058","details":{"e\u{301}":"1","from":"a \\"b\\" \\\\ \\n\\u2028",\
            "z":"","\u{E9}":"2"},"keyId":null,"requestId":"r-1","sequence":42,"subject":"claim",\
            "subjectId":"01890a5d-ac96-774b-bcce-b302099a8059","transactionId":7}
            """
        for order in [details, details.reversed()] {
            let record = AuditRecord.sample(details: order)
            #expect(Array(record.canonical.hashedText.utf8) == Array(text.utf8))
            // Computed by another program from the text above.
            #expect(
                record.leaf(.sha256).description == "455e8f0cf574338b9b0a0d6763d3fa5fc6989fc1ff9eb72f8137077d8738f2d2")
        }
    }

    @Test func aSealHasTheHashThatAnotherProgramComputes() throws {
        let record = AuditRecord.sample(details: [
            .init("z", ""), .init("\u{E9}", "2"), .init("e\u{301}", "1"), .init("from", "a \"b\" \\ \n\u{2028}"),
        ])
        let time = try #require(Timestamp.date("2026-03-14T06:00:02Z"))
        let (seal, leaves) = try #require(AuditSeal.sealing([record], after: nil, at: time, .sha256))
        #expect(seal.hash.description == "5973d2c0bbff316c2e7e34d130cafd58e73ce330ed4bf2e1a34e14ef1ef3f5db")
        #expect(seal.root == leaves.first?.hash)
        #expect(AuditSeal.sealing([], after: seal, at: time, .sha256) == nil)
    }

    @Test func aHashIs64HexDigits() {
        let text = Self.roots[1]
        #expect(AuditHash(text)?.description == text)
        #expect(AuditHash(text.uppercased())?.description == text)
        for wrong in ["", String(text.dropLast()), text + "0", "g" + text.dropFirst(), "é" + text.dropFirst(2)] {
            #expect(AuditHash(wrong) == nil, "\(wrong)")
        }
        #expect(AuditHash([1, 2, 3]) == nil)
    }
}
