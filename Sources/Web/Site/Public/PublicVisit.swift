import Assets
import Digests
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Rendering
import Workflow

/// A reader at a public page: under which address, and what they have of it already.
struct PublicVisit: Sendable {
    /// Differs from one release to the next, so that a page does not count as unchanged in its new dress. What the pages
    /// say also stands in the code; the API's description, which is among the files, names the release.
    private static let edition: String = {
        var hash = SHA256()
        for name in Asset.names(in: "Sources") { hash.update(Data((Asset.text(name) ?? "").utf8)) }
        return hash.finalize().hexadecimal
    }()

    let slug: String
    /// Scheme and host for addresses that are kept.
    let server: String
    /// From page to page a link needs no host, only the path under which a proxy has put the server.
    let links: String
    /// Whether caches may keep what they get. Without a public address it names the host that the request named, and a cache
    /// would hand one visitor's host to all others.
    private let mayBeKept: Bool
    private let known: EntityTags?

    /// - Parameter publicURL: see `ServerSettings`.
    init(_ call: Call, publicURL: String) {
        slug = call.context.parameters.get("slug") ?? ""
        server = call.server(publicURL: publicURL)
        mayBeKept = !publicURL.isEmpty
        links = Self.links(publicURL: publicURL)
        known = EntityTags(call.request.headers, .ifNoneMatch)
    }

    /// What links from page to page begin with: the path under which the server is, without scheme and host.
    static func links(publicURL: String) -> String {
        let path = publicURL.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
        return path.firstIndex(of: "/").map { String(path[$0...]) } ?? ""
    }

    var request: PublicRequest {
        PublicRequest(slug: slug) { stamp in known?.matchWeakly(tag(of: stamp)) ?? false }
    }

    /// A page, or 304 for a reader who has it.
    func page<Content>(
        _ answer: PublicAnswer<Content>, policy: String = SecurityHeaders.page,
        _ render: (DeskProfile, Content, PublicSite) -> String
    ) -> Response {
        response(answer, type: "text/html; charset=utf-8", policy: policy, render)
    }

    /// A feed, or 304.
    func feed<Content>(_ answer: PublicAnswer<Content>, _ render: (Content, PublicSite) -> String) -> Response {
        response(answer, type: AtomFeed.mediaType, policy: nil) { render($1, $2) }
    }

    /// With what caches need to know; a page that they have keeps the policy it came with (RFC 9111 §3.2 has them take
    /// the headers of a 304). No `Last-Modified`: it has whole seconds, and pages change without a time of their own (an
    /// embargo that ends brings an old one back), so that whoever asked by time alone would keep what is no longer so.
    private func response<Content>(
        _ answer: PublicAnswer<Content>, type: String, policy: String?,
        _ render: (DeskProfile, Content, PublicSite) -> String
    ) -> Response {
        var headers: HTTPFields = [
            .eTag: tag(of: answer.stamp), .cacheControl: mayBeKept ? "public, max-age=60" : "no-store",
        ]
        headers[.contentSecurityPolicy] = policy
        guard let content = answer.content else { return Response(status: .notModified, headers: headers) }
        let site = PublicSite(answer.desk, server: server, links: links)
        return .text(render(answer.desk, content, site), type: type, headers: headers)
    }

    /// The state of the page as it is sent: of what it is made from, in this release, at this address.
    private func tag(of stamp: PublicStamp) -> String {
        let parts = [Self.edition, server, links, stamp.tag, Timestamp.microsecondText(stamp.changedAt)]
        return "\"\(SHA256.hash(parts.joined(separator: "\n").utf8).prefix(16).hexadecimal)\""
    }
}
