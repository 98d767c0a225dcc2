package changke.platform;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// A real PostgreSQL server, named by `CHANGKE_DATABASE_URL`.
public record GivenDatabase(String url, String user, String password) implements Database {

  /// Accepts `postgresql://user:password@host:port/name` and `jdbc:postgresql://host:port/name`
  /// with `CHANGKE_DATABASE_USER` and `CHANGKE_DATABASE_PASSWORD`.
  static GivenDatabase parse(String given, CommandLine command) {
    var user = command.option("database-user", "CHANGKE_DATABASE_USER", "changke");
    var password = command.env().getOrDefault("CHANGKE_DATABASE_PASSWORD", "");
    if (given.startsWith("jdbc:postgresql:")) {
      return new GivenDatabase(given, user, password);
    }
    if (!given.startsWith("postgres://") && !given.startsWith("postgresql://")) {
      throw new IllegalArgumentException(
          "CHANGKE_DATABASE_URL starts with postgresql:// or jdbc:postgresql://");
    }
    var uri = URI.create(given);
    var login = uri.getRawUserInfo();
    if (login != null) {
      var colon = login.indexOf(':');
      user = decode(colon < 0 ? login : login.substring(0, colon));
      password = colon < 0 ? password : decode(login.substring(colon + 1));
    }
    var port = uri.getPort() < 0 ? 5432 : uri.getPort();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new GivenDatabase(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
        user,
        password);
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // A server that was given stays up.
  }

  @Override
  public String toString() {
    return url;
  }
}
