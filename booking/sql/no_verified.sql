DROP TRIGGER booking_appointment_verified ON public.booking_appointment;
DROP FUNCTION public.booking_needs_verified_phone();
