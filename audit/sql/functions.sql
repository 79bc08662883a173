-- Reading the body of an event: honest immutable functions, so that generated columns may use them.
-- A plain cast to date or timestamptz depends on session settings and is refused there.

CREATE OR REPLACE FUNCTION audit_day(day text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN make_date(left(day, 4)::int, substr(day, 6, 2)::int, substr(day, 9)::int);
END $$;

CREATE OR REPLACE FUNCTION audit_moment(moment text) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN make_timestamp(
    left(moment, 4)::int, substr(moment, 6, 2)::int, substr(moment, 9, 2)::int,
    substr(moment, 12, 2)::int, substr(moment, 15, 2)::int, substr(moment, 18, 9)::float8
  ) AT TIME ZONE 'UTC';
END $$;

-- The hash of an event; audit/verify.py computes the same outside the database.
CREATE OR REPLACE FUNCTION audit_hash(previous_hash text, stream text, number bigint, body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(previous_hash || E'\n' || stream || E'\n' || number::text || E'\n' || body, 'UTF8')), 'hex')
$$;
