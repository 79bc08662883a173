-- Personal values: they may go, but never without an event in the same transaction that says so.

-- For tables whose named columns the eraser may empty; audit/grants.py puts it on each of them.
CREATE OR REPLACE FUNCTION audit_demand_erasure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit_event WHERE action = 'personal.erased' AND xact = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'Erasing in % is refused: this transaction holds no erasure event', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

-- For personal facts the event must stand on the stream of the fact itself.
CREATE OR REPLACE FUNCTION audit_demand_erasure_on_stream() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  silent text;
BEGIN
  SELECT gone.stream INTO silent FROM gone WHERE NOT EXISTS (
    SELECT FROM audit_event AS event
    WHERE event.action = 'personal.erased' AND event.xact = pg_current_xact_id() AND event.stream = gone.stream
  ) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Erasing personal facts of % is refused: this transaction holds no erasure event', silent
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER audit_personalfact_goes_with_its_event
AFTER DELETE ON public.audit_personalfact REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION audit_demand_erasure_on_stream();

CREATE OR REPLACE TRIGGER audit_personalfact_is_written_once
BEFORE UPDATE OR TRUNCATE ON public.audit_personalfact FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
