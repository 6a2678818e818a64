-- People with a proved number pay, whoever wrote the appointment down.
-- After the row, so that the policies of row level security have the first word.
-- Rows that a move brings from another deployment were judged there ("app.moving").
CREATE FUNCTION public.billing_needs_verified_phone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('app.moving', true), '') <> 'on'
        AND NOT EXISTS (SELECT 1 FROM public.booking_appointment a
                          JOIN public.accounts_user u ON u.id = a.customer_id
                         WHERE a.schema_name = NEW.schema_name AND a.id = NEW.appointment_id
                           AND u.is_active AND u.is_phone_verified) THEN
        RAISE EXCEPTION 'the customer has not proved her number'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'billing_payment_verified';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER billing_payment_verified AFTER INSERT ON public.billing_payment
    FOR EACH ROW EXECUTE FUNCTION public.billing_needs_verified_phone();
