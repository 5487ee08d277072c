package dev.fairgate.proof.check;

/// What has to hold of every history.
public enum Invariant {
    /// Units held and sold never exceed the allocation.
    NO_OVERSELL,
    /// Allocation = available + held + sold, in every atomic read, and as the orders add up.
    CONSERVATION,
    /// An order that a buyer was told of is in both stores, with what was told.
    NO_LOST_ORDER,
    /// An account never has more than its limit, and an intention never has two orders.
    NO_DUPLICATE,
    /// Every order was asked for by its account.
    NO_ORDER_FROM_NOTHING,
    /// Where somebody was told that nothing is left, nothing was left; and in the end every unit is
    /// sold, none held for ever.
    NO_UNDERSELL,
    /// What a client did not hear is known soon, and one way or the other for good.
    UNKNOWN_IS_SETTLED,
    /// An order goes through its life forward only.
    LIFE_GOES_FORWARD,
    /// There is one order of all changes of stock that agrees with what clients saw and when.
    LINEARIZABLE
}
