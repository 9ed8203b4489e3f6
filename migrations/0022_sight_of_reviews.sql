-- Until when a member could read others' reviews as an editor, auditor or administrator: set when a change of roles ends
-- that. For claims that had a review by then they are not asked.
ALTER TABLE members ADD COLUMN oversaw_until timestamptz;

-- Until now a key without the role reviewer could read them too, and nobody remembered who had ceased to oversee.
UPDATE members m SET oversaw_until = clock_timestamp() + interval '1 minute'
WHERE ('reviewer' = ANY (m.roles) AND EXISTS (
        SELECT 1 FROM keys k
        WHERE k.desk_id = m.desk_id AND k.member_id = m.id AND NOT 'reviewer' = ANY (k.roles)
          AND k.roles && ARRAY['editor', 'auditor', 'admin']))
   OR EXISTS (
        SELECT 1
        FROM audit_events e,
            split_part(e.details ->> 'roles', ' → ', 1) AS old_roles,
            split_part(e.details ->> 'roles', ' → ', 2) AS new_roles
        WHERE e.desk_id = m.desk_id AND e.subject_id = m.id AND e.action = 'member.changed'
          AND old_roles ~ 'editor|auditor|admin'
          AND (new_roles !~ 'editor|auditor|admin' OR (new_roles ~ 'reviewer' AND old_roles !~ 'reviewer')));

-- Webhooks are told of reviews no longer: nobody knows who reads them.
UPDATE webhooks SET deactivated_at = now(), deactivation_reason = 'Webhooks are not told of reviews any more.'
WHERE deactivated_at IS NULL AND events <@ ARRAY['review', 'review.submitted', 'review.replaced', 'review.withdrawn',
    'review.returned'];
UPDATE webhooks SET events = ARRAY(SELECT e FROM unnest(events) AS e WHERE e !~ '^review')
WHERE EXISTS (SELECT 1 FROM unnest(events) AS e WHERE e !~ '^review');
DELETE FROM webhook_deliveries WHERE type LIKE 'review.%';
