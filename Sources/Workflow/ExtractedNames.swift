import Extraction

// The extractor's library has types of the same name as the desk's, and one named like the library itself, so that
// `Extraction.Anchor` would be looked up inside that type. This file sees only the library.

typealias ExtractedAnchor = Anchor
typealias ExtractedClaimant = Claimant
