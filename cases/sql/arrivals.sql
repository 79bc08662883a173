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
