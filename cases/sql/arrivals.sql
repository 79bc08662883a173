-- A complete application takes its number as the last thing that its transaction does: the lock of the window is held from here
-- to the commit, so whoever can be read has everybody with a lower number committed before it. Whatever the sender put is
-- overwritten. The query below sees what was committed while this waited for the lock, as each statement here reads anew.
-- A session keeps its plan: made while the table was small, it would read all of it for ever. Hence no sequential scan.

CREATE OR REPLACE FUNCTION cases_arrival_takes_its_number() RETURNS trigger
LANGUAGE plpgsql
SET search_path = public, pg_temp
SET enable_seqscan = off AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.order_number IS NOT NULL THEN
        IF NEW.order_number IS DISTINCT FROM OLD.order_number OR NEW.ordered_at IS DISTINCT FROM OLD.ordered_at
            OR NEW.window_id <> OLD.window_id OR NEW.submission_id <> OLD.submission_id OR NOT NEW.is_complete THEN
            RAISE EXCEPTION 'The place of arrival % in its order never changes.', OLD.number
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM cases_window WHERE id = NEW.window_id AND arrivals_closed_on IS NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'Window % takes no more arrivals.', NEW.window_id USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF NOT NEW.is_complete THEN
        NEW.order_number := NULL;
        NEW.ordered_at := NULL;
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('cases_arrival'), NEW.window_id::int);
    SELECT COALESCE(MAX(order_number), 0) + 1 INTO NEW.order_number
        FROM cases_arrival WHERE window_id = NEW.window_id;
    NEW.ordered_at := clock_timestamp();
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER cases_arrival_takes_its_number
    BEFORE INSERT OR UPDATE ON cases_arrival FOR EACH ROW EXECUTE FUNCTION cases_arrival_takes_its_number();

CREATE OR REPLACE FUNCTION cases_arrival_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An arrival is never removed.' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE OR REPLACE TRIGGER cases_arrival_stays
    BEFORE DELETE OR TRUNCATE ON cases_arrival FOR EACH STATEMENT EXECUTE FUNCTION cases_arrival_stays();

-- Changes with every setting of a scheme that is approved.

CREATE OR REPLACE FUNCTION cases_settings_state(p_scheme text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT COUNT(*) || ' ' || COALESCE(SUM(id), 0) FROM cases_datedsetting
        WHERE scheme = p_scheme AND approved_by_id IS NOT NULL);
END
$$;

-- Stores an application with its files and its place in the order, in the running transaction, and gives number and place. Stores
-- nothing where window or settings are not what they were when they were read (is_still), or where it came in before (no number).

CREATE OR REPLACE FUNCTION cases_arrive(
    p_window bigint, p_opens_at timestamptz, p_closes_at timestamptz, p_scheme text, p_settings text, p_digest text, p_body text,
    p_channel text, p_received_at timestamptz, p_now timestamptz, p_prefix text, p_sender text, p_documents jsonb,
    p_contents bytea[], p_requested bigint, p_is_complete boolean,
    OUT is_still boolean, OUT told_number text, OUT told_place integer
) LANGUAGE plpgsql AS $$
DECLARE
    stored bigint;
    its_key bigint;
BEGIN
    is_still := EXISTS (SELECT FROM cases_window WHERE id = p_window AND opens_at = p_opens_at AND closes_at = p_closes_at)
        AND cases_settings_state(p_scheme) = p_settings;
    IF NOT is_still THEN
        RETURN;
    END IF;
    INSERT INTO cases_submission (kind, scheme, digest, body, channel, received_at, stored_at)
        VALUES ('application', p_scheme, p_digest, p_body, p_channel, p_received_at, p_now)
        ON CONFLICT (digest) DO NOTHING RETURNING id INTO stored;
    IF stored IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO cases_enclosure (submission_id, place, content)
        SELECT stored, place, content FROM unnest(p_contents) WITH ORDINALITY AS each (content, place);
    its_key := nextval('cases_case_id_seq');
    INSERT INTO cases_arrival (window_id, submission_id, case_key, number, sender, documents, requested_cents, is_complete,
            outcome, problem)
        VALUES (p_window, stored, its_key, p_prefix || lpad(its_key::text, GREATEST(6, length(its_key::text)), '0'), p_sender,
            p_documents, p_requested, p_is_complete, '', '')
        RETURNING number, order_number INTO told_number, told_place;
END
$$;

-- Does the same in a transaction of its own. The lock of the window must not be held while the disk writes, or each application would
-- wait for the write of the one before. So it is committed without waiting, and the commit at the end waits for all that was written:
-- many at a time. It also waits where nothing was stored: what came in before may have been committed a moment ago.

CREATE OR REPLACE PROCEDURE cases_arrive_alone(
    p_window bigint, p_opens_at timestamptz, p_closes_at timestamptz, p_scheme text, p_settings text, p_digest text, p_body text,
    p_channel text, p_received_at timestamptz, p_now timestamptz, p_prefix text, p_sender text, p_documents jsonb,
    p_contents bytea[], p_requested bigint, p_is_complete boolean,
    INOUT is_still boolean, INOUT told_number text, INOUT told_place integer
) LANGUAGE plpgsql AS $$
BEGIN
    SELECT * INTO is_still, told_number, told_place FROM cases_arrive(
        p_window, p_opens_at, p_closes_at, p_scheme, p_settings, p_digest, p_body, p_channel, p_received_at, p_now, p_prefix,
        p_sender, p_documents, p_contents, p_requested, p_is_complete);
    IF is_still THEN
        PERFORM set_config('synchronous_commit', 'off', true);
        COMMIT;
    ELSE
        ROLLBACK;
    END IF;
    PERFORM pg_logical_emit_message(true, 'arrival', '');
END
$$;
