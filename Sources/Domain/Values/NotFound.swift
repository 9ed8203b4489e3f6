/// There is no such thing on this desk; another desk's rows look just the same.
package struct NotFound: Error, Hashable, Sendable {
    /// In the words of the API: article, claim, lease.
    package let what: String

    package init(_ what: String) { self.what = what }
}
