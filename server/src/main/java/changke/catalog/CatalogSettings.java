package changke.catalog;

import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `changke.catalog.*`: the one currency in which this installation sells.
@ConfigurationProperties("changke.catalog")
record CatalogSettings(@DefaultValue("CNY") Currency currency) {}
