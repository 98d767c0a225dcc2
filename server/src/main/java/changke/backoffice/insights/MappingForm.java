package changke.backoffice.insights;

import changke.insights.DateOrder;
import changke.insights.HistoryColumn;
import changke.insights.HistoryFormat;
import changke.insights.HistoryMapping;
import changke.insights.HistoryPreview;
import changke.insights.UnreadableFile;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the form about an upload says; columns are named by their position.
record MappingForm(
    Map<HistoryColumn, String> columns,
    String zone,
    String currency,
    String encoding,
    DateOrder dates,
    boolean commaDecimals) {

  MappingForm {
    columns = Map.copyOf(columns);
  }

  static MappingForm of(Map<String, String> fields, String zone, String currency) {
    var columns = new EnumMap<HistoryColumn, String>(HistoryColumn.class);
    for (var column : HistoryColumn.values()) {
      var position = fields.getOrDefault(column.word(), "");
      if (position.matches("[1-9]\\d{0,2}")) {
        columns.put(column, position);
      }
    }
    return new MappingForm(
        columns,
        fields.getOrDefault("zone", zone),
        fields.getOrDefault("currency", currency),
        fields.getOrDefault("encoding", ""),
        switch (fields.getOrDefault("dates", "")) {
          case "day-first" -> DateOrder.DAY_FIRST;
          case "month-first" -> DateOrder.MONTH_FIRST;
          default -> DateOrder.UNKNOWN;
        },
        "comma".equals(fields.get("decimal")));
  }

  /// The suggestion of a preview, where nothing was chosen yet.
  MappingForm suggestedBy(HistoryPreview preview) {
    if (!columns.isEmpty()) {
      return this;
    }
    var suggested = new EnumMap<HistoryColumn, String>(HistoryColumn.class);
    preview
        .mapping()
        .columns()
        .forEach((column, name) ->
            suggested.put(column, String.valueOf(preview.header().indexOf(name) + 1)));
    return new MappingForm(suggested, zone, currency, encoding, dates, commaDecimals);
  }

  HistoryFormat format(int shiftDays) throws UnreadableFile {
    return new HistoryFormat(
        columns.isEmpty() ? null : new HistoryMapping(columns),
        zone(zone),
        currency(currency),
        charset(encoding),
        null,
        null,
        dates,
        null,
        commaDecimals,
        shiftDays);
  }

  boolean isChosen(HistoryColumn column, int position) {
    return String.valueOf(position).equals(columns.get(column));
  }

  private static @Nullable Charset charset(String name) throws UnreadableFile {
    try {
      return name.isBlank() ? null : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new UnreadableFile(UnreadableFile.Reason.SETTING, name);
    }
  }

  static ZoneId zone(String name) throws UnreadableFile {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException e) {
      throw new UnreadableFile(UnreadableFile.Reason.SETTING, name);
    }
  }

  static Currency currency(String code) throws UnreadableFile {
    try {
      return Currency.getInstance(code.strip());
    } catch (IllegalArgumentException e) {
      throw new UnreadableFile(UnreadableFile.Reason.SETTING, code);
    }
  }
}
