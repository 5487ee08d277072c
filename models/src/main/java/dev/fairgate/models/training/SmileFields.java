package dev.fairgate.models.training;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import smile.classification.GradientTreeBoost;
import smile.model.cart.OrdinalNode;

/// The three numbers that Smile 6.3 keeps to itself and that no score can do without.
final class SmileFields {

    private static final VarHandle THRESHOLD = field(OrdinalNode.class, "value");
    private static final VarHandle INTERCEPT = field(GradientTreeBoost.class, "b");
    private static final VarHandle SHRINKAGE = field(GradientTreeBoost.class, "shrinkage");

    private SmileFields() {}

    /// A row whose value is at most this goes to the true child.
    static double threshold(OrdinalNode node) {
        return (double) THRESHOLD.get(node);
    }

    /// What the trees are added to.
    static double intercept(GradientTreeBoost model) {
        return (double) INTERCEPT.get(model);
    }

    /// What each tree is multiplied with.
    static double shrinkage(GradientTreeBoost model) {
        return (double) SHRINKAGE.get(model);
    }

    private static VarHandle field(Class<?> holder, String name) {
        try {
            return MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
                    .findVarHandle(holder, name, double.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This version of Smile has no number '%s' in %s: models are flattened from 6.3."
                            .formatted(name, holder.getSimpleName()),
                    e);
        }
    }
}
