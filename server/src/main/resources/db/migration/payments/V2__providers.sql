-- What providers beyond a redirect need: codes to be scanned and their own name for an open charge.

ALTER TABLE payments.charge
    ADD COLUMN pay_code text CHECK (length(pay_code) <= 2000),
    ADD COLUMN session text CHECK (length(session) <= 200);
COMMENT ON COLUMN payments.charge.pay_code IS 'What the buyer scans with a phone; the page at pay_at draws it.';
COMMENT ON COLUMN payments.charge.session IS 'What the provider calls the charge before it is paid.';
