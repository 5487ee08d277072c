package dev.fairgate.risk.start;

import dev.fairgate.risk.RefusedToStart;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/// Holds the settings against [ProductionRules] before anything is made of them.
public final class ProductionCheck
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!context.getEnvironment().acceptsProfiles(Profiles.of("demo"))) {
            new ProductionRules(new Bound(Binder.get(context.getEnvironment())))
                    .firstBroken()
                    .ifPresent(ProductionCheck::refuse);
        }
    }

    private static void refuse(String sentence) {
        throw new RefusedToStart(sentence);
    }

    private record Bound(Binder binder) implements ProductionRules.Settings {

        @Override
        public Optional<String> text(String name) {
            return Optional.ofNullable(binder.bind(name, String.class).orElse(null))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        @Override
        public List<String> list(String name) {
            return binder.bind(name, Bindable.listOf(String.class)).orElseGet(List::of);
        }
    }
}
