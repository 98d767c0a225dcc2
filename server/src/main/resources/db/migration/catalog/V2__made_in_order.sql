CREATE INDEX offer_made_by_merchant ON catalog.offer (merchant_id, id);
