-- Writes down under which key a client sent a request, unless it is written down already; waits for who is doing that now.

CREATE OR REPLACE FUNCTION api_claim(p_client bigint, p_key text, p_request text, p_digest text, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO api_idempotencykey (client_id, key, request, answer, submission, made_at)
        VALUES (p_client, p_key, p_request, '', p_digest, p_now) ON CONFLICT (client_id, key) DO NOTHING;
    RETURN FOUND;
END
$$;

-- Takes in an application with the key of its request (blank: none), in one turn to the server: both are stored, or neither.
-- Where the key is taken, is_still stays unknown; the answer waits for the disk, as what has the key may have been committed a moment ago.

CREATE OR REPLACE PROCEDURE api_arrive(
    p_client bigint, p_key text, p_request text, p_asked_at timestamptz,
    p_window bigint, p_opens_at timestamptz, p_closes_at timestamptz, p_scheme text, p_settings text, p_digest text, p_body text,
    p_channel text, p_received_at timestamptz, p_now timestamptz, p_prefix text, p_sender text, p_documents jsonb,
    p_contents bytea[], p_requested bigint, p_is_complete boolean,
    INOUT is_still boolean, INOUT told_number text, INOUT told_place integer
) LANGUAGE plpgsql AS $$
BEGIN
    IF p_key <> '' AND NOT api_claim(p_client, p_key, p_request, p_digest, p_asked_at) THEN
        PERFORM pg_logical_emit_message(true, 'arrival', '');
        RETURN;
    END IF;
    CALL cases_arrive_alone(
        p_window, p_opens_at, p_closes_at, p_scheme, p_settings, p_digest, p_body, p_channel, p_received_at, p_now, p_prefix,
        p_sender, p_documents, p_contents, p_requested, p_is_complete, is_still, told_number, told_place);
END
$$;
