-- The form in which texts are searched: small letters without accents, of every spelling of a letter one. Postgres's own unaccent is
-- an extension, which a managed server may not have.
CREATE FUNCTION search_form(words text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10 AS
$$
BEGIN
    IF octet_length(words) = char_length(words) THEN
        RETURN lower(words);
    END IF;
    -- What no decomposition tells apart: letters with a stroke, ligatures, dotless i, final sigma.
    RETURN translate(
        replace(replace(replace(replace(
            lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g')),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        'øđłħŧıðςØĐŁĦŦÐ', 'odlhtidσodlhtd');
END
$$;

DROP INDEX claims_public_words_idx;
CREATE INDEX claims_public_words_idx ON claims
    USING gin (to_tsvector('simple', search_form(statement || ' ' || coalesce(claimant_name, ''))))
    WHERE status IN ('published', 'corrected') AND NOT paused;

ALTER TABLE desks
    -- How many claims of an article enter the queue by the desk's score, the best first; 0: as many as have it.
    ADD COLUMN queue_limit integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT desks_queue_limit_range CHECK (queue_limit BETWEEN 0 AND 10000);
