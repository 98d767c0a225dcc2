package changke.identity;

import java.util.List;
import java.util.Map;

/// What a browser says of itself, in words a person knows: `Firefox, Windows`. It is a hint for the
/// owner of an account and proves nothing.
public record Browser(String program, String system) {

  private static final List<Map.Entry<String, String>> PROGRAMS =
      List.of(
          Map.entry("MicroMessenger/", "WeChat"),
          Map.entry("QQBrowser/", "QQ"),
          Map.entry("Edg/", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("SamsungBrowser/", "Samsung Internet"),
          Map.entry("Firefox/", "Firefox"),
          Map.entry("FxiOS/", "Firefox"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("CriOS/", "Chrome"),
          Map.entry("Safari/", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("Windows", "Windows"),
          Map.entry("HarmonyOS", "HarmonyOS"),
          Map.entry("Android", "Android"),
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("Mac OS X", "Mac"),
          Map.entry("CrOS", "Chromebook"),
          Map.entry("Linux", "Linux"));

  /// Reads a User-Agent header; what it does not know stays `?`.
  public static Browser of(String userAgent) {
    return new Browser(first(PROGRAMS, userAgent), first(SYSTEMS, userAgent));
  }

  public String name() {
    return program + ", " + system;
  }

  private static String first(List<Map.Entry<String, String>> known, String userAgent) {
    return known.stream()
        .filter(one -> userAgent.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("?");
  }
}
