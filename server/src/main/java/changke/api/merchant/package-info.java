/// The merchant API under `/api/v1`: offers, cards, stock, orders of the merchant whose token is
/// sent. Values on the wire are records of their own here, so that the inside may change; amounts
/// are minor units, words come in both languages, lists are paged by an opaque cursor, problems are
/// RFC 9457. Its description is made from these classes ([Description]).
@NullMarked
package changke.api.merchant;

import org.jspecify.annotations.NullMarked;
