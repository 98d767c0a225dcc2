package changke.rewards;

import changke.shared.Words;

/// Something that points can be exchanged for at a published rate: a coupon under the terms of a
/// key.
public record Exchange(String key, int version, Words title, long points, String terms) {}
