-- The legal status of a case changes only together with its event: same case, same transaction, from old to new, newer than the last.

CREATE OR REPLACE FUNCTION cases_status_follows_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'submitted' OR NOT EXISTS (
            SELECT FROM audit_event
            WHERE stream = 'case:' || NEW.id AND number = NEW.last_event AND xact = pg_current_xact_id()
                AND result = 'done' AND status_from IS NULL AND status_to = NEW.status
        ) THEN
            RAISE EXCEPTION 'A new case % needs its first event and the first status.', NEW.id USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.status IS DISTINCT FROM OLD.status OR NEW.last_event IS DISTINCT FROM OLD.last_event THEN
        IF NEW.last_event <= OLD.last_event OR NOT EXISTS (
            SELECT FROM audit_event
            WHERE stream = 'case:' || NEW.id AND number = NEW.last_event AND xact = pg_current_xact_id()
                AND result = 'done' AND status_from = OLD.status AND status_to = NEW.status
        ) THEN
            RAISE EXCEPTION 'The status of case % cannot change without its event.', NEW.id USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER cases_status_follows_event
    BEFORE INSERT OR UPDATE ON cases_case FOR EACH ROW EXECUTE FUNCTION cases_status_follows_event();

CREATE OR REPLACE FUNCTION cases_case_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A case is never removed.' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE OR REPLACE TRIGGER cases_case_stays
    BEFORE DELETE OR TRUNCATE ON cases_case FOR EACH STATEMENT EXECUTE FUNCTION cases_case_stays();
