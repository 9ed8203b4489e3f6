#include "assets.h"

// #embed came with C23; clang takes it in every older C too.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Every file is embedded as it stands: one array here and one line in the table below. AssetsTests compares both with
// the folders of the repository, so that none is forgotten.

static const unsigned char migration_0001[] = {
#embed "../../migrations/0001_desks_and_people.sql"
};
static const unsigned char migration_0002[] = {
#embed "../../migrations/0002_rating_scales.sql"
};
static const unsigned char migration_0003[] = {
#embed "../../migrations/0003_articles.sql"
};
static const unsigned char migration_0004[] = {
#embed "../../migrations/0004_claims.sql"
};
static const unsigned char migration_0005[] = {
#embed "../../migrations/0005_reviews.sql"
};
static const unsigned char migration_0006[] = {
#embed "../../migrations/0006_verdicts.sql"
};
static const unsigned char migration_0007[] = {
#embed "../../migrations/0007_jobs.sql"
};
static const unsigned char migration_0008[] = {
#embed "../../migrations/0008_audit_and_idempotency.sql"
};
static const unsigned char migration_0009[] = {
#embed "../../migrations/0009_claim_annotations.sql"
};
static const unsigned char migration_0010[] = {
#embed "../../migrations/0010_reviews_and_ledger.sql"
};
static const unsigned char migration_0011[] = {
#embed "../../migrations/0011_administration.sql"
};
static const unsigned char migration_0012[] = {
#embed "../../migrations/0012_audit_seals.sql"
};
static const unsigned char migration_0013[] = {
#embed "../../migrations/0013_triage_and_embargo.sql"
};
static const unsigned char migration_0014[] = {
#embed "../../migrations/0014_events_and_webhooks.sql"
};
static const unsigned char migration_0015[] = {
#embed "../../migrations/0015_slots_of_withdrawn_reviews.sql"
};
static const unsigned char migration_0016[] = {
#embed "../../migrations/0016_disclosed_reviews.sql"
};
static const unsigned char migration_0017[] = {
#embed "../../migrations/0017_exports.sql"
};
static const unsigned char migration_0018[] = {
#embed "../../migrations/0018_public_pages.sql"
};
static const unsigned char migration_0019[] = {
#embed "../../migrations/0019_statistics_by_time.sql"
};
static const unsigned char migration_0020[] = {
#embed "../../migrations/0020_latest_rating.sql"
};
static const unsigned char migration_0021[] = {
#embed "../../migrations/0021_answers_as_they_were_sent.sql"
};

static const unsigned char openapi[] = {
#embed "../Web/Resources/openapi.json"
};
static const unsigned char docs_template[] = {
#embed "../Rendering/Resources/docs.mustache"
};
static const unsigned char problems_template[] = {
#embed "../Rendering/Resources/problems.mustache"
};
static const unsigned char report_template[] = {
#embed "../Rendering/Resources/report.mustache"
};
static const unsigned char style_part[] = {
#embed "../Rendering/Resources/style.mustache"
};
static const unsigned char sources_part[] = {
#embed "../Rendering/Resources/sources.mustache"
};
static const unsigned char badge_part[] = {
#embed "../Rendering/Resources/badge.mustache"
};
static const unsigned char public_head_part[] = {
#embed "../Rendering/Resources/public-head.mustache"
};
static const unsigned char public_foot_part[] = {
#embed "../Rendering/Resources/public-foot.mustache"
};
static const unsigned char public_style_part[] = {
#embed "../Rendering/Resources/public-style.mustache"
};
static const unsigned char public_ruling_part[] = {
#embed "../Rendering/Resources/public-ruling.mustache"
};
static const unsigned char public_version_part[] = {
#embed "../Rendering/Resources/public-version.mustache"
};
static const unsigned char public_verdict_part[] = {
#embed "../Rendering/Resources/public-verdict.mustache"
};
static const unsigned char public_error_part[] = {
#embed "../Rendering/Resources/public-error.mustache"
};
static const unsigned char public_desk_part[] = {
#embed "../Rendering/Resources/public-desk.mustache"
};
static const unsigned char export_index_template[] = {
#embed "../Rendering/Resources/export-index.mustache"
};
static const unsigned char statistics_template[] = {
#embed "../Rendering/Resources/statistics.mustache"
};
static const unsigned char seeds_newsroom_json[] = {
#embed "../../seeds/newsroom.json"
};
static const unsigned char seeds_articles_harbour_raid_json[] = {
#embed "../../seeds/articles/harbour-raid.json"
};
static const unsigned char seeds_articles_harbour_raid_txt[] = {
#embed "../../seeds/articles/harbour-raid.txt"
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

#define ASSET(name, array) {name, array, sizeof array}

static const cd_asset assets[] = {
    ASSET("migrations/0001_desks_and_people.sql", migration_0001),
    ASSET("migrations/0002_rating_scales.sql", migration_0002),
    ASSET("migrations/0003_articles.sql", migration_0003),
    ASSET("migrations/0004_claims.sql", migration_0004),
    ASSET("migrations/0005_reviews.sql", migration_0005),
    ASSET("migrations/0006_verdicts.sql", migration_0006),
    ASSET("migrations/0007_jobs.sql", migration_0007),
    ASSET("migrations/0008_audit_and_idempotency.sql", migration_0008),
    ASSET("migrations/0009_claim_annotations.sql", migration_0009),
    ASSET("migrations/0010_reviews_and_ledger.sql", migration_0010),
    ASSET("migrations/0011_administration.sql", migration_0011),
    ASSET("migrations/0012_audit_seals.sql", migration_0012),
    ASSET("migrations/0013_triage_and_embargo.sql", migration_0013),
    ASSET("migrations/0014_events_and_webhooks.sql", migration_0014),
    ASSET("migrations/0015_slots_of_withdrawn_reviews.sql", migration_0015),
    ASSET("migrations/0016_disclosed_reviews.sql", migration_0016),
    ASSET("migrations/0017_exports.sql", migration_0017),
    ASSET("migrations/0018_public_pages.sql", migration_0018),
    ASSET("migrations/0019_statistics_by_time.sql", migration_0019),
    ASSET("migrations/0020_latest_rating.sql", migration_0020),
    ASSET("migrations/0021_answers_as_they_were_sent.sql", migration_0021),
    ASSET("seeds/newsroom.json", seeds_newsroom_json),
    ASSET("seeds/articles/harbour-raid.json", seeds_articles_harbour_raid_json),
    ASSET("seeds/articles/harbour-raid.txt", seeds_articles_harbour_raid_txt),
    ASSET("seeds/articles/budget-figures.json", seeds_articles_budget_figures_json),
    ASSET("seeds/articles/budget-figures.txt", seeds_articles_budget_figures_txt),
    ASSET("seeds/articles/ferry-festival.json", seeds_articles_ferry_festival_json),
    ASSET("seeds/articles/ferry-festival.txt", seeds_articles_ferry_festival_txt),
    ASSET("Sources/Web/Resources/openapi.json", openapi),
    ASSET("Sources/Rendering/Resources/docs.mustache", docs_template),
    ASSET("Sources/Rendering/Resources/problems.mustache", problems_template),
    ASSET("Sources/Rendering/Resources/export-index.mustache", export_index_template),
    ASSET("Sources/Rendering/Resources/report.mustache", report_template),
    ASSET("Sources/Rendering/Resources/style.mustache", style_part),
    ASSET("Sources/Rendering/Resources/sources.mustache", sources_part),
    ASSET("Sources/Rendering/Resources/badge.mustache", badge_part),
    ASSET("Sources/Rendering/Resources/public-head.mustache", public_head_part),
    ASSET("Sources/Rendering/Resources/public-foot.mustache", public_foot_part),
    ASSET("Sources/Rendering/Resources/public-style.mustache", public_style_part),
    ASSET("Sources/Rendering/Resources/public-ruling.mustache", public_ruling_part),
    ASSET("Sources/Rendering/Resources/public-version.mustache", public_version_part),
    ASSET("Sources/Rendering/Resources/public-verdict.mustache", public_verdict_part),
    ASSET("Sources/Rendering/Resources/public-desk.mustache", public_desk_part),
    ASSET("Sources/Rendering/Resources/public-error.mustache", public_error_part),
    ASSET("Sources/Rendering/Resources/statistics.mustache", statistics_template),
};

size_t cd_asset_count(void) { return sizeof assets / sizeof assets[0]; }

cd_asset cd_asset_at(size_t index) { return assets[index]; }
