package dev.fairgate.risk.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// How often shadows and the canary would have decided otherwise than the champion:
/// `fairgate.models.compared` and `fairgate.models.disagreement`, for the models of the line-up in
/// force and no others. For one thread.
final class ModelMetrics {

    private final MultiGauge compared;
    private final MultiGauge disagreement;
    private Set<Challengers.Seat> shown = Set.of();
    private volatile Map<Challengers.Seat, Tally> tallies = Map.of();

    ModelMetrics(MeterRegistry registry) {
        compared = MultiGauge.builder("fairgate.models.compared").register(registry);
        disagreement = MultiGauge.builder("fairgate.models.disagreement").register(registry);
    }

    /// Shows these from now on.
    void show(Map<Challengers.Seat, Tally> counted) {
        tallies = Map.copyOf(counted);
        if (!shown.equals(counted.keySet())) {
            shown = Set.copyOf(counted.keySet());
            register();
        }
    }

    private void register() {
        List<Row<?>> requests = new ArrayList<>();
        List<Row<?>> shares = new ArrayList<>();
        for (Challengers.Seat seat : shown) {
            Tags model = Tags.of("model", seat.version());
            requests.add(row(model, seat, it -> it.rows()));
            shares.add(row(model.and("kind", "stricter"), seat, it -> it.stricter() / rows(it)));
            shares.add(row(model.and("kind", "laxer"), seat, it -> it.laxer() / rows(it)));
        }
        compared.register(requests, true);
        disagreement.register(shares, true);
    }

    private Row<?> row(Tags tags, Challengers.Seat seat, ToDoubleFunction<Tally.Pairs> value) {
        return Row.of(tags, () -> value.applyAsDouble(tallies.getOrDefault(seat, NONE).all()));
    }

    private static final Tally NONE = new Tally();

    /// Of nothing there is no share.
    private static double rows(Tally.Pairs pairs) {
        return pairs.rows() == 0 ? Double.NaN : pairs.rows();
    }
}
