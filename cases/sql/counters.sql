-- A counter is moved by reservations alone; its check constraint then refuses a cent above the ceiling.

CREATE OR REPLACE FUNCTION cases_reservation_moves_counter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE cases_counter c SET taken_cents = c.taken_cents + n.total
        FROM (SELECT counter_id, SUM(amount_cents) AS total FROM new_rows GROUP BY counter_id) n
        WHERE c.id = n.counter_id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER cases_reservation_moves_counter
    AFTER INSERT ON cases_reservation REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cases_reservation_moves_counter();

-- The trigger above moves it with the rights of the owner. Depth alone says nothing: anybody may hang a trigger on a
-- temporary table.
CREATE OR REPLACE FUNCTION cases_counter_is_moved_by_reservations() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'INSERT' AND NEW.taken_cents <> 0)
        OR (TG_OP = 'UPDATE' AND NEW.taken_cents <> OLD.taken_cents AND (
            pg_trigger_depth() < 2
            OR current_user <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
        )) THEN
        RAISE EXCEPTION 'Counter % is moved by reservations alone.', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER cases_counter_is_moved_by_reservations
    BEFORE INSERT OR UPDATE ON cases_counter FOR EACH ROW EXECUTE FUNCTION cases_counter_is_moved_by_reservations();
