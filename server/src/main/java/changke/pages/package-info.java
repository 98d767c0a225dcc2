/// What every screen is made of. A controller returns a record that implements [Page]; its template
/// lies in the folder of the record's package under `src/main/jte` and is named like the record
/// without "Page": `changke.storefront.HomePage` is drawn by `storefront/home.jte`, with the
/// parameters `page` (the record) and `frame` (who looks, in which language). Words are in
/// `words/SCREEN.en.properties` and `words/SCREEN.zh.properties`. It draws; it decides nothing.
@ApplicationModule(
    displayName = "pages",
    allowedDependencies = {"shared", "platform", "identity"})
@NullMarked
package changke.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
