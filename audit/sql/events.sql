-- Events: numbered, linked and hashed here, never changed afterwards.

-- One statement takes the lock of the stream's head and moves it, so that writers of one stream queue up and writers of
-- different streams never meet. Runs with the owner's rights: the app role cannot write a head. What the sender put in
-- number, hashes or transaction is overwritten.
CREATE OR REPLACE FUNCTION audit_link_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  genesis CONSTANT text := '0000000000000000000000000000000000000000000000000000000000000000';
BEGIN
  INSERT INTO audit_stream AS known (name, length, previous, head)
  VALUES (NEW.stream, 1, genesis, audit_hash(genesis, NEW.stream, 1, NEW.body))
  ON CONFLICT (name) DO UPDATE SET
    length = known.length + 1,
    previous = known.head,
    head = audit_hash(known.head, known.name, known.length + 1, NEW.body)
  RETURNING length, previous, head INTO NEW.number, NEW.previous_hash, NEW.hash;
  NEW.xact := pg_current_xact_id();
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER audit_event_is_linked
BEFORE INSERT ON public.audit_event FOR EACH ROW EXECUTE FUNCTION audit_link_event();

-- Holds for everybody, the owner too: who wants to rewrite must first disable a trigger, which verify_audit reports.
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: its rows are written once', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER audit_event_is_written_once
BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE OR REPLACE TRIGGER audit_checkpoint_is_written_once
BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE OR REPLACE TRIGGER audit_stream_is_never_removed
BEFORE DELETE OR TRUNCATE ON public.audit_stream FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

-- A head is updated with every event of its stream: leave room on the page, so that its index need not follow.
ALTER TABLE audit_stream SET (fillfactor = 50);
