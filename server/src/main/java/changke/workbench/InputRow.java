package changke.workbench;

import changke.catalog.InputField;
import changke.shared.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/// One question to the buyer as it is typed. The form sends a column of values per field, all of
/// the same length; a row without a label is none. `choices` are apart by commas.
record InputRow(
    String name, String labelZh, String labelEn, String kind, boolean required, String choices) {

  private static final int MOST = 12;

  static final InputRow BLANK = new InputRow("", "", "", "text", true, "");

  static List<InputRow> of(List<InputField> fields) {
    return fields.stream()
        .map(field ->
            new InputRow(
                field.name(),
                field.label().zh(),
                field.label().en(),
                field.kind().name().toLowerCase(Locale.ROOT),
                field.required(),
                String.join(", ", field.choices())))
        .toList();
  }

  static List<InputRow> typed(MultiValueMap<String, String> form) {
    var rows = new ArrayList<InputRow>();
    for (int i = 0; i < Math.min(MOST, form.getOrDefault("inputLabelZh", List.of()).size()); i++) {
      var row =
          new InputRow(
              at(form, "inputName", i),
              at(form, "inputLabelZh", i),
              at(form, "inputLabelEn", i),
              at(form, "inputKind", i),
              at(form, "inputRequired", i).equals("yes"),
              at(form, "inputChoices", i));
      if (!row.isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /// The questions; an unknown kind is text. A new one gets the first free name, an old one keeps
  /// its own, because orders carry it.
  static List<InputField> fields(List<InputRow> rows) {
    var taken = rows.stream().map(InputRow::name).collect(Collectors.toSet());
    var fields = new ArrayList<InputField>();
    var next = 1;
    for (var row : rows) {
      var name = row.name();
      while (name.isEmpty()) {
        name = taken.add("field" + next) ? "field" + next : "";
        next++;
      }
      fields.add(row.field(name));
    }
    return fields;
  }

  private InputField field(String called) {
    var known =
        kind.equals("email")
            ? InputField.Kind.EMAIL
            : kind.equals("number")
                ? InputField.Kind.NUMBER
                : kind.equals("choice") ? InputField.Kind.CHOICE : InputField.Kind.TEXT;
    var offered =
        known == InputField.Kind.CHOICE
            ? List.of(choices.split("[,，、]")).stream()
                .map(String::strip)
                .filter(choice -> !choice.isEmpty())
                .distinct()
                .toList()
            : List.<String>of();
    return new InputField(called, new Words(labelZh, labelEn), known, required, offered);
  }

  private boolean isEmpty() {
    return labelZh.isBlank() && labelEn.isBlank();
  }

  private static String at(MultiValueMap<String, String> form, String field, int row) {
    var values = form.getOrDefault(field, List.of());
    return row < values.size() ? values.get(row).strip() : "";
  }
}
