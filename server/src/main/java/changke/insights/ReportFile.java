package changke.insights;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/// Writes a report as one HTML file that needs nothing else: both languages, style, script and
/// pictures are in it.
final class ReportFile {

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private ReportFile() {}

  static void write(Path target, String name, ReadHistory read, HistoryMapping mapping)
      throws IOException {
    var fresh = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Files.writeString(fresh, html(name, read, mapping));
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  static String html(String name, ReadHistory read, HistoryMapping mapping) {
    var templates =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportFile.class.getClassLoader(), "changke");
    var html = new StringBuilder(1 << 21);
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Changke 常客</title>
        <style>
        """);
    html.append(resource("/static/brand/changke.css"));
    html.append(resource("/static/insights/insights.css"));
    html.append("</style>\n</head>\n<body class=\"report-file\">\n");
    for (var language : LANGUAGES) {
      var output = new StringOutput();
      var page = ReportPage.of(name, read, mapping, new Voice(language, words(language)));
      templates.render("insights/report.jte", page, output);
      html.append(output);
    }
    html.append("<script>")
        .append(script("/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js"));
    html.append("</script>\n<script>").append(script("/static/insights/charts.js"));
    return html.append("</script>\n</body>\n</html>\n").toString();
  }

  private static String script(String path) {
    return resource(path).replace("</script", "<\\/script");
  }

  private static String resource(String path) {
    try (var in = Objects.requireNonNull(ReportFile.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Voice.Words words(Locale language) {
    var words = new Properties();
    var path = "/words/insights." + language.getLanguage() + ".properties";
    try (var in = Objects.requireNonNull(ReportFile.class.getResourceAsStream(path), path)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (key, parameters) -> {
      var sentence = Objects.requireNonNull(words.getProperty(key), key);
      return parameters.length == 0 && sentence.indexOf('{') < 0
          ? sentence
          : new MessageFormat(sentence, language).format(parameters);
    };
  }
}
