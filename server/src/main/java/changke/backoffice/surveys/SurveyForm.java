package changke.backoffice.surveys;

import changke.insights.Survey;
import changke.insights.SurveyDraft;
import changke.shared.Words;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What stands in the fields of the editor.
///
/// @param id null for a new survey
record SurveyForm(@Nullable UUID id, int revision, SurveyDraft draft) {

  private static final int LONGEST = 400;

  /// A survey to begin with: `nps`, `satisfaction`, `why`, else an empty question.
  static SurveyForm begun(String with, LocalDate today) {
    var kind =
        switch (with) {
          case "nps" -> Survey.Kind.NPS;
          case "satisfaction" -> Survey.Kind.SATISFACTION;
          case "why" -> Survey.Kind.CHOICE;
          default -> Survey.Kind.TEXT;
        };
    var question =
        switch (kind) {
          case NPS ->
              new Words("你有多大可能把我们推荐给朋友?", "How likely are you to recommend us to a friend?");
          case SATISFACTION -> new Words("这次购买你满意吗?", "How satisfied are you with this purchase?");
          case CHOICE -> new Words("你为什么离开?", "Why are you leaving?");
          case TEXT -> new Words("", "");
        };
    return new SurveyForm(
        null,
        0,
        new SurveyDraft(
            kind,
            kind == Survey.Kind.CHOICE ? Survey.Place.LEAVING : Survey.Place.ORDER,
            Survey.Group.BUYERS,
            null,
            90,
            today,
            null,
            question,
            kind == Survey.Kind.CHOICE ? reasons() : List.of()));
  }

  private static List<Words> reasons() {
    return List.of(
        new Words("没找到想要的", "I did not find what I wanted"),
        new Words("价格太高", "Prices are too high"),
        new Words("商品或卡密有问题", "Something was wrong with what I bought"),
        new Words("邮件太多", "Too many letters"),
        new Words("担心隐私", "I worry about my data"),
        new Words("不再需要", "I do not need it any more"),
        new Words("其他原因", "Something else"));
  }

  static SurveyForm of(Survey survey) {
    return new SurveyForm(
        survey.id(),
        survey.revision(),
        new SurveyDraft(
            survey.kind(),
            survey.place(),
            survey.group(),
            survey.segment(),
            survey.pauseDays(),
            survey.startsOn(),
            survey.endsOn(),
            survey.question(),
            survey.choices()));
  }

  static SurveyForm of(MultiValueMap<String, String> fields) {
    var choices = new ArrayList<Words>();
    for (int i = 0; i < SurveyDraft.MOST_CHOICES; i++) {
      choices.add(new Words(field(fields, "choiceZh", i), field(fields, "choiceEn", i)));
    }
    var segment = id(field(fields, "segment", 0));
    return new SurveyForm(
        id(field(fields, "id", 0)),
        number(field(fields, "revision", 0)),
        new SurveyDraft(
            constant(Survey.Kind.values(), field(fields, "kind", 0)),
            constant(Survey.Place.values(), field(fields, "place", 0)),
            segment == null ? Survey.Group.BUYERS : Survey.Group.SEGMENT,
            segment,
            number(field(fields, "pause", 0)),
            date(field(fields, "starts", 0)),
            date(field(fields, "ends", 0)),
            new Words(field(fields, "questionZh", 0), field(fields, "questionEn", 0)),
            choices));
  }

  /// The choice in a row of the form; empty below the last one.
  Words choice(int row) {
    return row < draft.choices().size() ? draft.choices().get(row) : new Words("", "");
  }

  private static String field(MultiValueMap<String, String> fields, String name, int at) {
    var values = fields.getOrDefault(name, List.of());
    var value = at < values.size() ? Objects.requireNonNullElse(values.get(at), "") : "";
    return value.substring(0, Math.min(LONGEST, value.length()));
  }

  private static int number(String text) {
    return text.strip().matches("\\d{1,6}") ? Integer.parseInt(text.strip()) : 0;
  }

  private static @Nullable UUID id(String text) {
    try {
      return text.isBlank() ? null : UUID.fromString(text.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.strip().matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(text.strip()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static <E extends Enum<E>> E constant(E[] all, String name) {
    for (var one : all) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return all[0];
  }
}
