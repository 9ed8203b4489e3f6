// Written by scripts/assets from the files that are there: change nothing here.

#include "assets.h"

// #embed came with C23; clang takes it in every older C too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char Sources_Rendering_Resources_badge_mustache[] = {
#embed "../../Sources/Rendering/Resources/badge.mustache"
};
static const unsigned char Sources_Rendering_Resources_docs_mustache[] = {
#embed "../../Sources/Rendering/Resources/docs.mustache"
};
static const unsigned char Sources_Rendering_Resources_export_index_mustache[] = {
#embed "../../Sources/Rendering/Resources/export-index.mustache"
};
static const unsigned char Sources_Rendering_Resources_layout_mustache[] = {
#embed "../../Sources/Rendering/Resources/layout.mustache"
};
static const unsigned char Sources_Rendering_Resources_problems_mustache[] = {
#embed "../../Sources/Rendering/Resources/problems.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_desk_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-desk.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_error_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-error.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_foot_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-foot.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_head_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-head.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_method_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-method.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_request_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-request.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_ruling_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-ruling.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_style_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-style.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_verdict_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-verdict.mustache"
};
static const unsigned char Sources_Rendering_Resources_public_version_mustache[] = {
#embed "../../Sources/Rendering/Resources/public-version.mustache"
};
static const unsigned char Sources_Rendering_Resources_report_mustache[] = {
#embed "../../Sources/Rendering/Resources/report.mustache"
};
static const unsigned char Sources_Rendering_Resources_sources_mustache[] = {
#embed "../../Sources/Rendering/Resources/sources.mustache"
};
static const unsigned char Sources_Rendering_Resources_statistics_mustache[] = {
#embed "../../Sources/Rendering/Resources/statistics.mustache"
};
static const unsigned char Sources_Rendering_Resources_style_mustache[] = {
#embed "../../Sources/Rendering/Resources/style.mustache"
};
static const unsigned char Sources_Web_Resources_openapi_components_parameters_json[] = {
#embed "../../Sources/Web/Resources/openapi/components/parameters.json"
};
static const unsigned char Sources_Web_Resources_openapi_components_responses_json[] = {
#embed "../../Sources/Web/Resources/openapi/components/responses.json"
};
static const unsigned char Sources_Web_Resources_openapi_components_securitySchemes_json[] = {
#embed "../../Sources/Web/Resources/openapi/components/securitySchemes.json"
};
static const unsigned char Sources_Web_Resources_openapi_info_json[] = {
#embed "../../Sources/Web/Resources/openapi/info.json"
};
static const unsigned char Sources_Web_Resources_openapi_order_json[] = {
#embed "../../Sources/Web/Resources/openapi/order.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_articles_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/articles.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_audit_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/audit.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_claims_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/claims.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_discussion_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/discussion.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_documentation_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/documentation.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_events_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/events.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_exports_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/exports.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_leases_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/leases.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_ledger_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/ledger.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_operations_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/operations.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_people_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/people.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_publishing_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/publishing.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_reviews_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/reviews.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_scales_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/scales.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_statistics_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/statistics.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_triage_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/triage.json"
};
static const unsigned char Sources_Web_Resources_openapi_paths_verdicts_json[] = {
#embed "../../Sources/Web/Resources/openapi/paths/verdicts.json"
};
static const unsigned char Sources_Web_Resources_openapi_patterns_json[] = {
#embed "../../Sources/Web/Resources/openapi/patterns.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_articles_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/articles.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_audit_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/audit.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_claims_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/claims.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_discussion_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/discussion.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_events_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/events.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_exports_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/exports.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_leases_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/leases.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_ledger_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/ledger.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_operations_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/operations.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_people_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/people.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_publishing_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/publishing.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_reviews_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/reviews.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_scales_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/scales.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_statistics_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/statistics.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_triage_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/triage.json"
};
static const unsigned char Sources_Web_Resources_openapi_schemas_verdicts_json[] = {
#embed "../../Sources/Web/Resources/openapi/schemas/verdicts.json"
};
static const unsigned char migrations_0001_desks_and_people_sql[] = {
#embed "../../migrations/0001_desks_and_people.sql"
};
static const unsigned char migrations_0002_rating_scales_sql[] = {
#embed "../../migrations/0002_rating_scales.sql"
};
static const unsigned char migrations_0003_articles_sql[] = {
#embed "../../migrations/0003_articles.sql"
};
static const unsigned char migrations_0004_claims_sql[] = {
#embed "../../migrations/0004_claims.sql"
};
static const unsigned char migrations_0005_reviews_sql[] = {
#embed "../../migrations/0005_reviews.sql"
};
static const unsigned char migrations_0006_verdicts_sql[] = {
#embed "../../migrations/0006_verdicts.sql"
};
static const unsigned char migrations_0007_jobs_sql[] = {
#embed "../../migrations/0007_jobs.sql"
};
static const unsigned char migrations_0008_audit_and_idempotency_sql[] = {
#embed "../../migrations/0008_audit_and_idempotency.sql"
};
static const unsigned char migrations_0009_claim_annotations_sql[] = {
#embed "../../migrations/0009_claim_annotations.sql"
};
static const unsigned char migrations_0010_reviews_and_ledger_sql[] = {
#embed "../../migrations/0010_reviews_and_ledger.sql"
};
static const unsigned char migrations_0011_administration_sql[] = {
#embed "../../migrations/0011_administration.sql"
};
static const unsigned char migrations_0012_audit_seals_sql[] = {
#embed "../../migrations/0012_audit_seals.sql"
};
static const unsigned char migrations_0013_triage_and_embargo_sql[] = {
#embed "../../migrations/0013_triage_and_embargo.sql"
};
static const unsigned char migrations_0014_events_and_webhooks_sql[] = {
#embed "../../migrations/0014_events_and_webhooks.sql"
};
static const unsigned char migrations_0015_slots_of_withdrawn_reviews_sql[] = {
#embed "../../migrations/0015_slots_of_withdrawn_reviews.sql"
};
static const unsigned char migrations_0016_disclosed_reviews_sql[] = {
#embed "../../migrations/0016_disclosed_reviews.sql"
};
static const unsigned char migrations_0017_exports_sql[] = {
#embed "../../migrations/0017_exports.sql"
};
static const unsigned char migrations_0018_public_pages_sql[] = {
#embed "../../migrations/0018_public_pages.sql"
};
static const unsigned char migrations_0019_statistics_by_time_sql[] = {
#embed "../../migrations/0019_statistics_by_time.sql"
};
static const unsigned char migrations_0020_latest_rating_sql[] = {
#embed "../../migrations/0020_latest_rating.sql"
};
static const unsigned char migrations_0021_answers_as_they_were_sent_sql[] = {
#embed "../../migrations/0021_answers_as_they_were_sent.sql"
};
static const unsigned char migrations_0022_sight_of_reviews_sql[] = {
#embed "../../migrations/0022_sight_of_reviews.sql"
};
static const unsigned char migrations_0023_addresses_of_articles_sql[] = {
#embed "../../migrations/0023_addresses_of_articles.sql"
};
static const unsigned char migrations_0024_homes_sql[] = {
#embed "../../migrations/0024_homes.sql"
};
static const unsigned char migrations_0025_assignments_and_comments_sql[] = {
#embed "../../migrations/0025_assignments_and_comments.sql"
};
static const unsigned char migrations_0026_versions_of_evidence_sql[] = {
#embed "../../migrations/0026_versions_of_evidence.sql"
};
static const unsigned char migrations_0027_fact_checks_sql[] = {
#embed "../../migrations/0027_fact_checks.sql"
};
static const unsigned char migrations_0028_corrections_of_claims_sql[] = {
#embed "../../migrations/0028_corrections_of_claims.sql"
};
static const unsigned char migrations_0029_shown_text_of_articles_sql[] = {
#embed "../../migrations/0029_shown_text_of_articles.sql"
};
static const unsigned char migrations_0030_definitions_of_ratings_sql[] = {
#embed "../../migrations/0030_definitions_of_ratings.sql"
};
static const unsigned char migrations_0031_what_the_desk_tells_readers_sql[] = {
#embed "../../migrations/0031_what_the_desk_tells_readers.sql"
};
static const unsigned char migrations_0032_calendar_of_the_desk_sql[] = {
#embed "../../migrations/0032_calendar_of_the_desk.sql"
};
static const unsigned char migrations_0033_claims_by_hand_sql[] = {
#embed "../../migrations/0033_claims_by_hand.sql"
};
static const unsigned char migrations_0034_kinds_of_items_sql[] = {
#embed "../../migrations/0034_kinds_of_items.sql"
};
static const unsigned char migrations_0035_search_without_accents_sql[] = {
#embed "../../migrations/0035_search_without_accents.sql"
};
static const unsigned char migrations_0036_erasing_people_sql[] = {
#embed "../../migrations/0036_erasing_people.sql"
};
static const unsigned char migrations_0037_appearance_of_claims_sql[] = {
#embed "../../migrations/0037_appearance_of_claims.sql"
};
static const unsigned char migrations_0038_claims_opened_again_sql[] = {
#embed "../../migrations/0038_claims_opened_again.sql"
};
static const unsigned char migrations_0039_removed_words_sql[] = {
#embed "../../migrations/0039_removed_words.sql"
};
static const unsigned char migrations_0040_whom_the_desk_asked_sql[] = {
#embed "../../migrations/0040_whom_the_desk_asked.sql"
};
static const unsigned char migrations_0041_words_that_were_reviewed_sql[] = {
#embed "../../migrations/0041_words_that_were_reviewed.sql"
};
static const unsigned char migrations_0042_turns_of_jobs_sql[] = {
#embed "../../migrations/0042_turns_of_jobs.sql"
};
static const unsigned char migrations_0043_turns_of_upkeep_sql[] = {
#embed "../../migrations/0043_turns_of_upkeep.sql"
};
static const unsigned char migrations_0044_kinds_of_jobs_sql[] = {
#embed "../../migrations/0044_kinds_of_jobs.sql"
};
static const unsigned char migrations_0045_lists_and_counts_sql[] = {
#embed "../../migrations/0045_lists_and_counts.sql"
};
static const unsigned char migrations_0046_references_by_the_statement_sql[] = {
#embed "../../migrations/0046_references_by_the_statement.sql"
};
static const unsigned char migrations_0047_what_operators_watch_sql[] = {
#embed "../../migrations/0047_what_operators_watch.sql"
};
static const unsigned char migrations_0048_own_reviews_sql[] = {
#embed "../../migrations/0048_own_reviews.sql"
};
static const unsigned char seeds_articles_budget_figures_json[] = {
#embed "../../seeds/articles/budget-figures.json"
};
static const unsigned char seeds_articles_budget_figures_txt[] = {
#embed "../../seeds/articles/budget-figures.txt"
};
static const unsigned char seeds_articles_ferry_festival_json[] = {
#embed "../../seeds/articles/ferry-festival.json"
};
static const unsigned char seeds_articles_ferry_festival_txt[] = {
#embed "../../seeds/articles/ferry-festival.txt"
};
static const unsigned char seeds_articles_harbour_raid_json[] = {
#embed "../../seeds/articles/harbour-raid.json"
};
static const unsigned char seeds_articles_harbour_raid_txt[] = {
#embed "../../seeds/articles/harbour-raid.txt"
};
static const unsigned char seeds_newsroom_json[] = {
#embed "../../seeds/newsroom.json"
};

#define ASSET(name, array) {name, array, sizeof array}

static const cd_asset assets[] = {
    ASSET("Sources/Rendering/Resources/badge.mustache", Sources_Rendering_Resources_badge_mustache),
    ASSET("Sources/Rendering/Resources/docs.mustache", Sources_Rendering_Resources_docs_mustache),
    ASSET("Sources/Rendering/Resources/export-index.mustache", Sources_Rendering_Resources_export_index_mustache),
    ASSET("Sources/Rendering/Resources/layout.mustache", Sources_Rendering_Resources_layout_mustache),
    ASSET("Sources/Rendering/Resources/problems.mustache", Sources_Rendering_Resources_problems_mustache),
    ASSET("Sources/Rendering/Resources/public-desk.mustache", Sources_Rendering_Resources_public_desk_mustache),
    ASSET("Sources/Rendering/Resources/public-error.mustache", Sources_Rendering_Resources_public_error_mustache),
    ASSET("Sources/Rendering/Resources/public-foot.mustache", Sources_Rendering_Resources_public_foot_mustache),
    ASSET("Sources/Rendering/Resources/public-head.mustache", Sources_Rendering_Resources_public_head_mustache),
    ASSET("Sources/Rendering/Resources/public-method.mustache", Sources_Rendering_Resources_public_method_mustache),
    ASSET("Sources/Rendering/Resources/public-request.mustache", Sources_Rendering_Resources_public_request_mustache),
    ASSET("Sources/Rendering/Resources/public-ruling.mustache", Sources_Rendering_Resources_public_ruling_mustache),
    ASSET("Sources/Rendering/Resources/public-style.mustache", Sources_Rendering_Resources_public_style_mustache),
    ASSET("Sources/Rendering/Resources/public-verdict.mustache", Sources_Rendering_Resources_public_verdict_mustache),
    ASSET("Sources/Rendering/Resources/public-version.mustache", Sources_Rendering_Resources_public_version_mustache),
    ASSET("Sources/Rendering/Resources/report.mustache", Sources_Rendering_Resources_report_mustache),
    ASSET("Sources/Rendering/Resources/sources.mustache", Sources_Rendering_Resources_sources_mustache),
    ASSET("Sources/Rendering/Resources/statistics.mustache", Sources_Rendering_Resources_statistics_mustache),
    ASSET("Sources/Rendering/Resources/style.mustache", Sources_Rendering_Resources_style_mustache),
    ASSET("Sources/Web/Resources/openapi/components/parameters.json", Sources_Web_Resources_openapi_components_parameters_json),
    ASSET("Sources/Web/Resources/openapi/components/responses.json", Sources_Web_Resources_openapi_components_responses_json),
    ASSET("Sources/Web/Resources/openapi/components/securitySchemes.json", Sources_Web_Resources_openapi_components_securitySchemes_json),
    ASSET("Sources/Web/Resources/openapi/info.json", Sources_Web_Resources_openapi_info_json),
    ASSET("Sources/Web/Resources/openapi/order.json", Sources_Web_Resources_openapi_order_json),
    ASSET("Sources/Web/Resources/openapi/paths/articles.json", Sources_Web_Resources_openapi_paths_articles_json),
    ASSET("Sources/Web/Resources/openapi/paths/audit.json", Sources_Web_Resources_openapi_paths_audit_json),
    ASSET("Sources/Web/Resources/openapi/paths/claims.json", Sources_Web_Resources_openapi_paths_claims_json),
    ASSET("Sources/Web/Resources/openapi/paths/discussion.json", Sources_Web_Resources_openapi_paths_discussion_json),
    ASSET("Sources/Web/Resources/openapi/paths/documentation.json", Sources_Web_Resources_openapi_paths_documentation_json),
    ASSET("Sources/Web/Resources/openapi/paths/events.json", Sources_Web_Resources_openapi_paths_events_json),
    ASSET("Sources/Web/Resources/openapi/paths/exports.json", Sources_Web_Resources_openapi_paths_exports_json),
    ASSET("Sources/Web/Resources/openapi/paths/leases.json", Sources_Web_Resources_openapi_paths_leases_json),
    ASSET("Sources/Web/Resources/openapi/paths/ledger.json", Sources_Web_Resources_openapi_paths_ledger_json),
    ASSET("Sources/Web/Resources/openapi/paths/operations.json", Sources_Web_Resources_openapi_paths_operations_json),
    ASSET("Sources/Web/Resources/openapi/paths/people.json", Sources_Web_Resources_openapi_paths_people_json),
    ASSET("Sources/Web/Resources/openapi/paths/publishing.json", Sources_Web_Resources_openapi_paths_publishing_json),
    ASSET("Sources/Web/Resources/openapi/paths/reviews.json", Sources_Web_Resources_openapi_paths_reviews_json),
    ASSET("Sources/Web/Resources/openapi/paths/scales.json", Sources_Web_Resources_openapi_paths_scales_json),
    ASSET("Sources/Web/Resources/openapi/paths/statistics.json", Sources_Web_Resources_openapi_paths_statistics_json),
    ASSET("Sources/Web/Resources/openapi/paths/triage.json", Sources_Web_Resources_openapi_paths_triage_json),
    ASSET("Sources/Web/Resources/openapi/paths/verdicts.json", Sources_Web_Resources_openapi_paths_verdicts_json),
    ASSET("Sources/Web/Resources/openapi/patterns.json", Sources_Web_Resources_openapi_patterns_json),
    ASSET("Sources/Web/Resources/openapi/schemas/articles.json", Sources_Web_Resources_openapi_schemas_articles_json),
    ASSET("Sources/Web/Resources/openapi/schemas/audit.json", Sources_Web_Resources_openapi_schemas_audit_json),
    ASSET("Sources/Web/Resources/openapi/schemas/claims.json", Sources_Web_Resources_openapi_schemas_claims_json),
    ASSET("Sources/Web/Resources/openapi/schemas/discussion.json", Sources_Web_Resources_openapi_schemas_discussion_json),
    ASSET("Sources/Web/Resources/openapi/schemas/events.json", Sources_Web_Resources_openapi_schemas_events_json),
    ASSET("Sources/Web/Resources/openapi/schemas/exports.json", Sources_Web_Resources_openapi_schemas_exports_json),
    ASSET("Sources/Web/Resources/openapi/schemas/leases.json", Sources_Web_Resources_openapi_schemas_leases_json),
    ASSET("Sources/Web/Resources/openapi/schemas/ledger.json", Sources_Web_Resources_openapi_schemas_ledger_json),
    ASSET("Sources/Web/Resources/openapi/schemas/operations.json", Sources_Web_Resources_openapi_schemas_operations_json),
    ASSET("Sources/Web/Resources/openapi/schemas/people.json", Sources_Web_Resources_openapi_schemas_people_json),
    ASSET("Sources/Web/Resources/openapi/schemas/publishing.json", Sources_Web_Resources_openapi_schemas_publishing_json),
    ASSET("Sources/Web/Resources/openapi/schemas/reviews.json", Sources_Web_Resources_openapi_schemas_reviews_json),
    ASSET("Sources/Web/Resources/openapi/schemas/scales.json", Sources_Web_Resources_openapi_schemas_scales_json),
    ASSET("Sources/Web/Resources/openapi/schemas/statistics.json", Sources_Web_Resources_openapi_schemas_statistics_json),
    ASSET("Sources/Web/Resources/openapi/schemas/triage.json", Sources_Web_Resources_openapi_schemas_triage_json),
    ASSET("Sources/Web/Resources/openapi/schemas/verdicts.json", Sources_Web_Resources_openapi_schemas_verdicts_json),
    ASSET("migrations/0001_desks_and_people.sql", migrations_0001_desks_and_people_sql),
    ASSET("migrations/0002_rating_scales.sql", migrations_0002_rating_scales_sql),
    ASSET("migrations/0003_articles.sql", migrations_0003_articles_sql),
    ASSET("migrations/0004_claims.sql", migrations_0004_claims_sql),
    ASSET("migrations/0005_reviews.sql", migrations_0005_reviews_sql),
    ASSET("migrations/0006_verdicts.sql", migrations_0006_verdicts_sql),
    ASSET("migrations/0007_jobs.sql", migrations_0007_jobs_sql),
    ASSET("migrations/0008_audit_and_idempotency.sql", migrations_0008_audit_and_idempotency_sql),
    ASSET("migrations/0009_claim_annotations.sql", migrations_0009_claim_annotations_sql),
    ASSET("migrations/0010_reviews_and_ledger.sql", migrations_0010_reviews_and_ledger_sql),
    ASSET("migrations/0011_administration.sql", migrations_0011_administration_sql),
    ASSET("migrations/0012_audit_seals.sql", migrations_0012_audit_seals_sql),
    ASSET("migrations/0013_triage_and_embargo.sql", migrations_0013_triage_and_embargo_sql),
    ASSET("migrations/0014_events_and_webhooks.sql", migrations_0014_events_and_webhooks_sql),
    ASSET("migrations/0015_slots_of_withdrawn_reviews.sql", migrations_0015_slots_of_withdrawn_reviews_sql),
    ASSET("migrations/0016_disclosed_reviews.sql", migrations_0016_disclosed_reviews_sql),
    ASSET("migrations/0017_exports.sql", migrations_0017_exports_sql),
    ASSET("migrations/0018_public_pages.sql", migrations_0018_public_pages_sql),
    ASSET("migrations/0019_statistics_by_time.sql", migrations_0019_statistics_by_time_sql),
    ASSET("migrations/0020_latest_rating.sql", migrations_0020_latest_rating_sql),
    ASSET("migrations/0021_answers_as_they_were_sent.sql", migrations_0021_answers_as_they_were_sent_sql),
    ASSET("migrations/0022_sight_of_reviews.sql", migrations_0022_sight_of_reviews_sql),
    ASSET("migrations/0023_addresses_of_articles.sql", migrations_0023_addresses_of_articles_sql),
    ASSET("migrations/0024_homes.sql", migrations_0024_homes_sql),
    ASSET("migrations/0025_assignments_and_comments.sql", migrations_0025_assignments_and_comments_sql),
    ASSET("migrations/0026_versions_of_evidence.sql", migrations_0026_versions_of_evidence_sql),
    ASSET("migrations/0027_fact_checks.sql", migrations_0027_fact_checks_sql),
    ASSET("migrations/0028_corrections_of_claims.sql", migrations_0028_corrections_of_claims_sql),
    ASSET("migrations/0029_shown_text_of_articles.sql", migrations_0029_shown_text_of_articles_sql),
    ASSET("migrations/0030_definitions_of_ratings.sql", migrations_0030_definitions_of_ratings_sql),
    ASSET("migrations/0031_what_the_desk_tells_readers.sql", migrations_0031_what_the_desk_tells_readers_sql),
    ASSET("migrations/0032_calendar_of_the_desk.sql", migrations_0032_calendar_of_the_desk_sql),
    ASSET("migrations/0033_claims_by_hand.sql", migrations_0033_claims_by_hand_sql),
    ASSET("migrations/0034_kinds_of_items.sql", migrations_0034_kinds_of_items_sql),
    ASSET("migrations/0035_search_without_accents.sql", migrations_0035_search_without_accents_sql),
    ASSET("migrations/0036_erasing_people.sql", migrations_0036_erasing_people_sql),
    ASSET("migrations/0037_appearance_of_claims.sql", migrations_0037_appearance_of_claims_sql),
    ASSET("migrations/0038_claims_opened_again.sql", migrations_0038_claims_opened_again_sql),
    ASSET("migrations/0039_removed_words.sql", migrations_0039_removed_words_sql),
    ASSET("migrations/0040_whom_the_desk_asked.sql", migrations_0040_whom_the_desk_asked_sql),
    ASSET("migrations/0041_words_that_were_reviewed.sql", migrations_0041_words_that_were_reviewed_sql),
    ASSET("migrations/0042_turns_of_jobs.sql", migrations_0042_turns_of_jobs_sql),
    ASSET("migrations/0043_turns_of_upkeep.sql", migrations_0043_turns_of_upkeep_sql),
    ASSET("migrations/0044_kinds_of_jobs.sql", migrations_0044_kinds_of_jobs_sql),
    ASSET("migrations/0045_lists_and_counts.sql", migrations_0045_lists_and_counts_sql),
    ASSET("migrations/0046_references_by_the_statement.sql", migrations_0046_references_by_the_statement_sql),
    ASSET("migrations/0047_what_operators_watch.sql", migrations_0047_what_operators_watch_sql),
    ASSET("migrations/0048_own_reviews.sql", migrations_0048_own_reviews_sql),
    ASSET("seeds/articles/budget-figures.json", seeds_articles_budget_figures_json),
    ASSET("seeds/articles/budget-figures.txt", seeds_articles_budget_figures_txt),
    ASSET("seeds/articles/ferry-festival.json", seeds_articles_ferry_festival_json),
    ASSET("seeds/articles/ferry-festival.txt", seeds_articles_ferry_festival_txt),
    ASSET("seeds/articles/harbour-raid.json", seeds_articles_harbour_raid_json),
    ASSET("seeds/articles/harbour-raid.txt", seeds_articles_harbour_raid_txt),
    ASSET("seeds/newsroom.json", seeds_newsroom_json),
};

size_t cd_asset_count(void) { return sizeof assets / sizeof assets[0]; }

cd_asset cd_asset_at(size_t index) { return assets[index]; }
