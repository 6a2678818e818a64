DROP INDEX accounts_identity_per_provider;
DROP TRIGGER accounts_factor_of_verified ON mfa_authenticator;
DROP TRIGGER accounts_identity_of_verified ON socialaccount_socialaccount;
DROP FUNCTION accounts_needs_verified_phone();
DROP TRIGGER accounts_event_once ON accounts_authevent;
DROP FUNCTION accounts_event_is_written_once();
