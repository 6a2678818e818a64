-- The log of the doors is written once. Rows may go when they are old (accounts.domain.cleanup).
CREATE FUNCTION accounts_event_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '400 days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'an event of the doors is written once'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'accounts_event_once';
END $$;

CREATE TRIGGER accounts_event_once BEFORE UPDATE OR DELETE ON accounts_authevent
    FOR EACH ROW EXECUTE FUNCTION accounts_event_is_written_once();

-- Asked for whether it holds an address: anything else would stop every sign-in.
ALTER TABLE accounts_addressallowance ADD CONSTRAINT accounts_allowance_network
    CHECK (network::cidr IS NOT NULL);

-- What proves a person is bound to a proved number only: an account made in advance for somebody
-- else's number keeps nothing that its maker attached.
CREATE FUNCTION accounts_needs_verified_phone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM accounts_user WHERE id = NEW.user_id AND is_phone_verified) THEN
        RAISE EXCEPTION 'the person has not proved her number'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_phone_verified';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER accounts_identity_of_verified BEFORE INSERT OR UPDATE OF user_id
    ON socialaccount_socialaccount
    FOR EACH ROW EXECUTE FUNCTION accounts_needs_verified_phone();

CREATE TRIGGER accounts_factor_of_verified BEFORE INSERT OR UPDATE OF user_id
    ON mfa_authenticator
    FOR EACH ROW EXECUTE FUNCTION accounts_needs_verified_phone();

CREATE UNIQUE INDEX accounts_identity_per_provider ON socialaccount_socialaccount (user_id, provider);
