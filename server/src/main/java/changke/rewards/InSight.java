package changke.rewards;

/// Something that points can be exchanged for, and how many are missing; 0 when it can be had.
public record InSight(Exchange exchange, long missing) {}
