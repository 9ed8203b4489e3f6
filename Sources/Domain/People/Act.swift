/// A thing that can be done or seen on a desk: what it asks of whoever does it is said here, and nowhere else.
///
/// Verbs name their act and refuse whoever may not; a route, a page or a command asks the same question earlier, to
/// spare work or to hide a button. Whose row it is (one's own review, key or article) is asked beside it, where the row is.
package enum Act: String, CaseIterable, Sendable {
    // Articles
    case seeArticles, seeReport, seeUnpublished, submit, withdraw, embargo
    // Claims
    case seeClaims, seeTriage, addClaim, edit, triage, setTriageRules, tryTriageRules, noteAppearance
    // Reviews
    case seeQueue, seeReviews, seeDrafts, seeReturnedReviews, seeEvidence
    case seeLease, seeOwnReviews, seeOwnWork
    case take, renew, release, skip, saveDraft, review, replaceReview, withdrawReview, returnReview
    case addEvidence, changeEvidence, removeEvidence
    case seeAssignments, seeOwnAssignments, assign, withdrawAssignment
    case seeComments, comment
    // Verdicts
    case seeRemovals, removeWords, liftRemoval
    case seeDisputes, seeVerdicts, seeLedger, seeCorrectionRequests, seeReplies, seeScales
    case decide, previewPublication, publish, pause, resume, retract, reopen, correct, requestCorrection, recordReply,
        recordAnswer
    case createScale, addScaleVersion
    // Statistics and exports
    case seeStatistics, seeAgreement, seeExports, requestExport, cancelExport, streamExport
    // The desk and its people
    case seeSelf, seeDesk, changeDesk
    case seeMembers, inviteMember, changeMember, deactivateMember, activateMember, seePersonalData, erasePersonalData
    case seeKeys, seeEverybodysKeys, createKey, createKeyForOthers, rotateKey, revokeKey
    // Audit and events
    case seeAudit, seeAuditHead, followEvents
    case seeWebhooks, createWebhook, changeWebhook, deleteWebhook, rotateWebhookSecret, testWebhook, replayDelivery

    /// The roles that may, any one of them alone; all of them where every member of the desk may.
    package var roles: Set<Role> {
        switch self {
        case .seeArticles, .seeReport, .seeClaims, .seeTriage, .seeQueue, .seeReviews, .seeEvidence, .seeVerdicts,
            .seeLedger, .seeAssignments, .seeComments, .seeCorrectionRequests, .seeReplies, .seeScales, .seeStatistics,
            .seeSelf, .seeOwnWork, .seeDesk, .seeKeys,
            .seeAuditHead, .followEvents:
            Set(Role.allCases)
        // Everybody's own keys.
        case .createKey, .rotateKey, .revokeKey: Set(Role.allCases)
        case .submit: [.submitter]
        // Submitters only what they sent themselves.
        case .withdraw, .embargo: [.submitter, .editor]
        // Reviewers and submitters as the desk's policy has it.
        case .addClaim: [.submitter, .reviewer, .editor]
        case .take, .renew, .release, .skip, .saveDraft, .review, .replaceReview, .withdrawReview, .seeDrafts,
            .seeReturnedReviews, .seeOwnAssignments, .seeLease, .seeOwnReviews:
            [.reviewer]
        case .addEvidence, .recordReply, .recordAnswer: [.reviewer, .editor]
        case .edit, .triage, .noteAppearance, .assign, .withdrawAssignment, .returnReview, .changeEvidence,
            .removeEvidence, .decide,
            .previewPublication, .publish, .pause, .resume,
            .retract, .reopen, .correct, .seeExports, .requestExport, .cancelExport, .streamExport:
            [.editor]
        case .setTriageRules: [.editor, .admin]
        case .seeDisputes: [.editor, .auditor]
        // An order of a court waits for nobody: an editor or an administrator, whoever is there.
        case .removeWords, .liftRemoval: [.editor, .admin]
        case .seeUnpublished, .seeRemovals, .tryTriageRules, .seeAgreement, .seeMembers: [.editor, .auditor, .admin]
        // Auditors read and change nothing.
        case .requestCorrection, .comment: [.submitter, .reviewer, .editor, .admin]
        case .seeAudit, .seeEverybodysKeys: [.auditor, .admin]
        case .createScale, .addScaleVersion, .changeDesk, .inviteMember, .changeMember, .deactivateMember,
            .activateMember, .seePersonalData, .erasePersonalData, .createKeyForOthers, .seeWebhooks, .createWebhook,
            .changeWebhook, .deleteWebhook,
            .rotateWebhookSecret, .testWebhook, .replayDelivery:
            [.admin]
        }
    }

    /// True when every member of the desk may, also one whose key has no role left.
    package var isEveryMembers: Bool { roles.count == Role.allCases.count }
}

extension Principal {
    /// Whether the principal's roles cover an act.
    package func may(_ act: Act) -> Bool { act.isEveryMembers || !roles.isDisjoint(with: act.roles) }

    /// - Throws: `AccessError.forbidden` with the roles that would do, when none of them is among the principal's.
    package func require(_ act: Act) throws(AccessError) {
        if !may(act) { throw .forbidden(needs: act.roles.sorted()) }
    }
}

extension LedgerEntry.Kind {
    /// The act that brings such an entry.
    package var act: Act {
        switch self {
        case .publication: .publish
        case .pause: .pause
        case .resumption: .resume
        case .retraction: .retract
        case .reopening: .reopen
        case .clarification, .update, .correction, .noChange: .correct
        }
    }
}
