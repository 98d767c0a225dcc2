package changke.backoffice.play;

import changke.play.Prize;
import changke.play.WheelDraft;
import changke.play.WheelPlan;
import changke.shared.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A wheel as it is typed: rows whose name is empty in both languages are left out. What cannot be
/// read becomes a value that the draft's own rules refuse.
record WheelForm(Map<String, String> fields) {

  static final int ROWS = 8;

  private static final BigDecimal PARTS = BigDecimal.valueOf(10_000);

  WheelForm {
    fields = Map.copyOf(fields);
  }

  /// The form of a published plan, to make the next version from.
  static WheelForm of(WheelPlan plan) {
    var fields = new java.util.HashMap<String, String>();
    fields.put("nameZh", plan.name().zh());
    fields.put("nameEn", plan.name().en());
    fields.put("day", String.valueOf(plan.spinsADay()));
    fields.put("period", String.valueOf(plan.spinsAPeriod()));
    for (var prize : plan.prizes()) {
      int row = prize.position();
      fields.put("zh" + row, prize.name().zh());
      fields.put("en" + row, prize.name().en());
      fields.put(
          "odds" + row, BigDecimal.valueOf(prize.partsPerMillion()).divide(PARTS).toPlainString());
      fields.put("stock" + row, prize.stock() == null ? "" : prize.stock().toString());
      fields.put(
          "then" + row, prize.substitute() == null ? "" : String.valueOf(prize.substitute() + 1));
      fields.put("kind" + row, prize.kind().name());
      fields.put("amount" + row, String.valueOf(prize.amount()));
      fields.put("coupon" + row, prize.coupon() == null ? "" : prize.coupon());
      fields.put("value" + row, BigDecimal.valueOf(prize.valueMinor(), 2).toPlainString());
    }
    return new WheelForm(fields);
  }

  String field(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  WheelDraft draft() {
    var prizes = new ArrayList<Prize>();
    for (int row = 0; row < ROWS; row++) {
      if (!field("zh" + row).isEmpty() || !field("en" + row).isEmpty()) {
        prizes.add(prize(row, prizes.size()));
      }
    }
    return new WheelDraft(
        new Words(field("nameZh"), field("nameEn")), number("day", 0), number("period", 0), prizes);
  }

  private Prize prize(int row, int position) {
    var kind = kind(field("kind" + row));
    var coupon = field("coupon" + row);
    return new Prize(
        position,
        new Words(field("zh" + row), field("en" + row)),
        scaled("odds" + row, 4),
        optional("stock" + row, 0),
        optional("then" + row, -1),
        kind,
        kind == Prize.Kind.POINTS ? number("amount" + row, 0) : 0,
        kind == Prize.Kind.COUPON && !coupon.isEmpty() ? coupon : null,
        kind == Prize.Kind.NOTHING ? 0 : scaled("value" + row, 2));
  }

  private static Prize.Kind kind(String text) {
    return switch (text) {
      case "POINTS" -> Prize.Kind.POINTS;
      case "COUPON" -> Prize.Kind.COUPON;
      default -> Prize.Kind.NOTHING;
    };
  }

  /// A decimal number times a power of ten; -1 when it is none.
  private int scaled(String name, int digits) {
    try {
      return new BigDecimal(field(name).replace("%", ""))
          .movePointRight(digits)
          .setScale(0, RoundingMode.UNNECESSARY)
          .intValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return -1;
    }
  }

  private int number(String name, int otherwise) {
    try {
      return Integer.parseInt(field(name));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /// Null when nothing was typed; positions are typed from 1.
  private @Nullable Integer optional(String name, int shift) {
    return field(name).isEmpty() ? null : number(name, -1) + shift;
  }

  static List<Integer> rows() {
    return java.util.stream.IntStream.range(0, ROWS).boxed().toList();
  }
}
