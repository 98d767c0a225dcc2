/// Which texts are nearly the same, in Chinese and English, and which passages they share.
///
/// Owns normalising and cutting texts, the background of phrases that everybody in a category uses,
/// the index that finds candidates, and the comparison that decides. MinHash only finds candidates:
/// the verdict is always the comparison of both texts, with the places of every shared passage in
/// the originals.
///
/// It compares wording. It does not know translations, synonyms, or traditional against simplified
/// characters.
@NullMarked
package changke.engine.likeness;

import org.jspecify.annotations.NullMarked;
