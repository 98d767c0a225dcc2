package changke.catalog;

import changke.shared.Words;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CategoryRows {

  private static final String PUT =
      """
      INSERT INTO catalog.category (slug, parent, name_zh, name_en, position)
      VALUES (:slug, :parent, :zh, :en, :position)
      ON CONFLICT (slug) DO UPDATE
      SET name_zh = excluded.name_zh, name_en = excluded.name_en, position = excluded.position
      """;
  private static final String ALL =
      "SELECT slug, parent, name_zh, name_en, position FROM catalog.category";

  private final JdbcClient jdbc;

  CategoryRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(Category category) {
    jdbc.sql(PUT)
        .param("slug", category.slug())
        .param("parent", category.parent())
        .param("zh", category.name().zh())
        .param("en", category.name().en())
        .param("position", category.position())
        .update();
  }

  List<Category> all() {
    return jdbc.sql(ALL)
        .query((row, _) ->
            new Category(
                row.getString(1),
                row.getString(2),
                new Words(row.getString(3), row.getString(4)),
                row.getInt(5)))
        .list();
  }
}
