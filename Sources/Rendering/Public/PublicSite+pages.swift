package import Domain

// What goes out to everybody, as bytes.
extension PublicSite {
    /// The desk's page.
    package func page(_ desk: PublicDesk) -> String {
        calendar.writing {
            PageLibrary.render(PublicDeskPage(desk, at: self))
        }
    }

    /// A verdict's page.
    ///
    /// - Parameter namesWhoDecided: the desk's policy is to say who decided.
    package func page(_ verdict: PublicVerdict, namesWhoDecided: Bool) -> String {
        calendar.writing {
            PageLibrary.render(
                PublicVerdictPage(verdict, at: self, namesWhoDecided: namesWhoDecided))
        }
    }

    /// How the desk works.
    package func page(_ method: PublicMethod) -> String {
        calendar.writing { PageLibrary.render(PublicMethodPage(method, at: self)) }
    }

    /// The form by which a reader asks for a correction of a verdict.
    ///
    /// - Parameters:
    ///   - form: what was typed.
    ///   - problem: what was wrong with it.
    ///   - isReceived: a request has just come in: the page says so, without the form.
    package func page(
        _ verdict: PublicVerdict, _ form: CorrectionForm, problem: InputError?, isReceived: Bool
    ) -> String {
        calendar.writing {
            PageLibrary.render(PublicRequestPage(verdict, form, problem: problem, isReceived: isReceived, at: self))
        }
    }

    /// An article's report as its public page.
    package func page(_ report: ArticleReport) -> String { calendar.writing { report.publicPage(at: self) } }

    /// The feed of published verdicts (Atom).
    package func feed(_ page: Page<PublicListing>, after cursor: Cursor?, _ stamp: PublicStamp) -> String {
        calendar.writing {
            AtomFeed.verdicts(page, after: cursor, changedAt: stamp.changedAt, at: self).xml
        }
    }

    /// A published verdict's entry in the feed (Atom).
    package func feedEntry(_ listing: PublicListing) -> String {
        calendar.writing { AtomFeed.Entry(listing, at: address).xml }
    }

    /// A verdict for other systems (JSON-LD); nil for one that does not stand.
    package func claimReview(_ verdict: PublicVerdict) -> JSON? {
        calendar.writing { verdict.claimReview(at: self)?.json }
    }

    /// The feed of clarifications, updates, corrections and retractions (Atom).
    package func feed(_ page: Page<PublicCorrection>, after cursor: Cursor?, _ stamp: PublicStamp) -> String {
        calendar.writing {
            AtomFeed.corrections(page, after: cursor, changedAt: stamp.changedAt, at: self).xml
        }
    }
}
