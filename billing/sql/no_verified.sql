DROP TRIGGER billing_payment_verified ON public.billing_payment;
DROP FUNCTION public.billing_needs_verified_phone();
