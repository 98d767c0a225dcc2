/// What merchants sell: offers with their words, prices and pictures, categories, and search in
/// Chinese and English. It refuses to know how many are in stock (the vault does) and what was sold
/// (orders do): a page puts these together.
@ApplicationModule(
    displayName = "catalog",
    allowedDependencies = {"shared", "merchants"})
@NullMarked
package changke.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
