package changke.merchants;

import changke.shared.MerchantId;
import java.util.UUID;

/// A shop was closed or opened again; what holds now is in [Shop#closed].
public record ShopDoorMoved(UUID id, MerchantId merchant) {}
