package dev.fairgate.proof.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.proof.check.Checker;
import dev.fairgate.proof.check.Invariant;
import dev.fairgate.proof.check.Violation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The checker is tested by systems that are broken on purpose: it has to see each, and to say what
/// is broken.
class PlantedFaultsTest {

    private static final int SEEDS = 200;

    private static final String REPEATED =
            "if orders[ulid] then return answer('repeated', sale, ulid, orders[ulid]) end";
    private static final String RECORD = "if record then";
    private static final String OTHER_RECORD =
            "if record and not string.find(record, ulid, 1, true) then";
    private static final String SOLD_OUT =
            "if tonumber(sale.available) < quantity then return answer('sold_out', sale) end";
    private static final String NO_SALE =
            "if not sale.available then return answer('no_sale', sale) end";
    private static final String HAS = "  local has = standing(orders_key, now)\n  local orders";
    private static final String ADD = "redis.call('XADD', stream, '*', 'kind', kind,";
    private static final String MOVES = "local a = tonumber(sale.available) + available";
    private static final String STAYS =
            "if to ~= 'captured' or order.status == 'paid' or order.status == 'refund_due'"
                    + " then return nil end";

    /// @param shown what the checker has to say, among others
    record Planted(String name, Defects defects, Invariant shown) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Planted> FAULTS =
            List.of(
                    new Planted(
                            "an unguarded decrement",
                            Defects.inLedger(SOLD_OUT, "").and("if a < 0 or h", "if h"),
                            Invariant.NO_OVERSELL),
                    new Planted(
                            "acknowledged before COMMIT",
                            new Defects(UnaryOperator.identity(), true, false),
                            Invariant.NO_LOST_ORDER),
                    new Planted(
                            "MAXLEN on the stream",
                            Defects.inLedger(ADD, ADD.replace("'*'", "'MAXLEN', '3', '*'")),
                            Invariant.NO_LOST_ORDER),
                    // What another transaction on the connection un-watched: both have read before
                    // either writes.
                    new Planted(
                            "WATCH on a shared connection",
                            Defects.inLedger(
                                    HAS,
                                    """
                                      if watched and now - watched.at < 30 then
                                        sale.available, sale.held = watched.available, watched.held
                                        sale.sold, sale.stockSeq = watched.sold, watched.stockSeq
                                        sale.allocation = watched.allocation
                                      end
                                      watched = {at = now, available = sale.available,
                                        held = sale.held, sold = sale.sold,
                                        stockSeq = sale.stockSeq, allocation = sale.allocation}
                                    """
                                            + HAS),
                            Invariant.CONSERVATION),
                    new Planted(
                            "no unique order",
                            Defects.inLedger(REPEATED, "").and(RECORD, OTHER_RECORD),
                            Invariant.CONSERVATION),
                    new Planted(
                            "a lapse that returns a paid unit",
                            Defects.inLedger(
                                    STAYS,
                                    "if to == 'lapsed' and order.status == 'paid'"
                                            + " then return {'lapsed', q, 0, -q} end\n  "
                                            + STAYS),
                            Invariant.LIFE_GOES_FORWARD),
                    // The order has a name of its own, so that writing it does not burn the ticket.
                    new Planted(
                            "a ticket spent twice",
                            Defects.inLedger(
                                            REPEATED,
                                            "if orders[ulid] then"
                                                    + " ulid = string.sub(ulid, 1, 25) .. 'Z' end")
                                    .and(RECORD, "if false then"),
                            Invariant.NO_DUPLICATE),
                    new Planted(
                            "an idempotency record written before the commit",
                            Defects.inLedger(
                                    NO_SALE,
                                    "if idem_key then redis.call('SET', idem_key,"
                                            + " quantity .. ':' .. ulid, 'PX', args[8]) end\n  "
                                            + NO_SALE),
                            Invariant.UNKNOWN_IS_SETTLED),
                    new Planted(
                            "a flag that never clears",
                            new Defects(UnaryOperator.identity(), false, true),
                            Invariant.UNKNOWN_IS_SETTLED),
                    // Whoever looked before the last change is refused, though units are left.
                    new Planted(
                            "stockSeq compared",
                            Defects.inLedger(
                                            SOLD_OUT,
                                            "if tonumber(sale.available) < quantity or moved_at and"
                                                    + " now - moved_at < 30 then"
                                                    + " return answer('sold_out', sale) end")
                                    .and(MOVES, "moved_at = now_ms()\n  " + MOVES),
                            Invariant.NO_UNDERSELL));

    @ParameterizedTest
    @FieldSource("FAULTS")
    void theCheckerSees(Planted planted) {
        try (Quiet _ = new Quiet()) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                List<Violation> found =
                        Checker.check(Simulation.run(seed, planted.defects()).history());
                if (found.stream().anyMatch(it -> it.invariant() == planted.shown())) {
                    System.out.println(
                            planted + ": seed " + seed + ", " + Checker.told(found).findFirst());
                    return;
                }
            }
        }
        assertThat(false).as("%s stays hidden for %d seeds", planted, SEEDS).isTrue();
    }
}
