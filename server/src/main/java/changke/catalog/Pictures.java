package changke.catalog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Pictures {

  private static final String KEEP =
      """
      INSERT INTO catalog.picture (hash, media_type, width, height, content, kept_at)
      VALUES (:hash, :type, :width, :height, :content, :at)
      ON CONFLICT (hash) DO NOTHING
      """;
  private static final String FIND =
      "SELECT hash, media_type, width, height, content FROM catalog.picture WHERE hash = :hash";

  private final JdbcClient jdbc;

  Pictures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void keep(Picture picture, Instant at) {
    jdbc.sql(KEEP)
        .param("hash", picture.hash())
        .param("type", picture.mediaType())
        .param("width", picture.width())
        .param("height", picture.height())
        .param("content", picture.content())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Picture> find(String hash) {
    return jdbc.sql(FIND)
        .param("hash", hash)
        .query((row, _) ->
            new Picture(
                row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getBytes(5)))
        .optional();
  }
}
