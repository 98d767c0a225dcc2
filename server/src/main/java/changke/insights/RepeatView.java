package changke.insights;

/// Repurchase as it is drawn.
///
/// @param curve the share that has ordered again, by days since the first order (Kaplan–Meier)
public record RepeatView(
    TableView within, TableView byOrders, Chart curve, Chart distribution, String csv) {}
