package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Published versions of templates.
@Repository
class TemplateRows {

  private static final String INSERT =
      """
      INSERT INTO messaging.template
        (name, version, purpose, topic, owed, channels, variables, zh_subject, zh_text, en_subject,
         en_text, published_at, published_by)
      VALUES (:name, :version, :purpose, :topic, :owed, :channels, :variables::jsonb, :zhSubject,
              :zhText, :enSubject, :enText, :at, :by)
      ON CONFLICT (name, version) DO NOTHING
      """;

  private static final String CURRENT =
      """
      SELECT DISTINCT ON (name) * FROM messaging.template ORDER BY name, version DESC LIMIT 1000
      """;

  private static final String VERSIONS =
      """
      SELECT * FROM messaging.template WHERE name = :name ORDER BY version DESC LIMIT 200
      """;

  private static final String VERSION =
      """
      SELECT * FROM messaging.template WHERE name = :name AND version = :version
      """;

  private final JdbcClient jdbc;

  TemplateRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// False when somebody published that version first.
  boolean insert(MessageTemplate template) {
    var draft = template.draft();
    var by = template.publishedBy();
    return jdbc.sql(INSERT)
            .param("name", draft.name())
            .param("version", template.version())
            .param("purpose", draft.purpose().name())
            .param("topic", draft.topic().name())
            .param("owed", draft.owed())
            .param("channels", draft.channels().stream().map(Enum::name).toArray(String[]::new))
            .param(
                "variables",
                Variables.write(
                    draft.variables().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().name()))))
            .param("zhSubject", draft.zh().subject())
            .param("zhText", draft.zh().text())
            .param("enSubject", draft.en().subject())
            .param("enText", draft.en().text())
            .param("at", template.publishedAt().atOffset(ZoneOffset.UTC))
            .param("by", by == null ? null : by.value())
            .update()
        == 1;
  }

  /// The newest version of each, by name.
  List<MessageTemplate> current() {
    return jdbc.sql(CURRENT).query(TemplateRows::read).list();
  }

  List<MessageTemplate> versions(String name) {
    return jdbc.sql(VERSIONS).param("name", name).query(TemplateRows::read).list();
  }

  Optional<MessageTemplate> version(String name, int version) {
    return jdbc.sql(VERSION)
        .param("name", name)
        .param("version", version)
        .query(TemplateRows::read)
        .optional();
  }

  private static MessageTemplate read(ResultSet row, int number) throws SQLException {
    var channels = EnumSet.noneOf(Channel.class);
    Arrays.stream((String[]) row.getArray("channels").getArray())
        .map(Channel::valueOf)
        .forEach(channels::add);
    var variables = new TreeMap<String, VariableType>();
    Variables.read(row.getString("variables"))
        .forEach((name, type) -> variables.put(name, VariableType.valueOf(type)));
    var by = row.getObject("published_by", UUID.class);
    return new MessageTemplate(
        new TemplateDraft(
            row.getString("name"),
            Purpose.valueOf(row.getString("purpose")),
            Topic.valueOf(row.getString("topic")),
            row.getBoolean("owed"),
            channels,
            variables,
            new TemplateText(row.getString("zh_subject"), row.getString("zh_text")),
            new TemplateText(row.getString("en_subject"), row.getString("en_text"))),
        row.getInt("version"),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        by == null ? null : new PersonId(by));
  }
}
