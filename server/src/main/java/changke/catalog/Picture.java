package changke.catalog;

/// A picture as it is served. Only our own pictures are SVG; what merchants upload is PNG, JPEG or
/// WebP, checked byte by byte in its header.
@SuppressWarnings(
    "ArrayRecordComponent") // Nobody compares pictures: equal content has an equal hash.
public record Picture(String hash, String mediaType, int width, int height, byte[] content) {}
