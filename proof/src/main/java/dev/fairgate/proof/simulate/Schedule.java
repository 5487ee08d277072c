package dev.fairgate.proof.simulate;

import dev.fairgate.proof.simulate.time.VirtualTime;
import java.lang.reflect.Method;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/// Runs what a bean has marked with [Scheduled], as Spring does: again and again, with the stated
/// pause after each end.
final class Schedule {

    private final VirtualTime time;

    Schedule(VirtualTime time) {
        this.time = time;
    }

    void start(Object bean) {
        for (Method method : bean.getClass().getDeclaredMethods()) {
            Scheduled scheduled = method.getAnnotation(Scheduled.class);
            if (scheduled != null) {
                method.setAccessible(true);
                run(mono(bean, method), Duration.parse(scheduled.fixedDelayString()));
            }
        }
    }

    private static Mono<?> mono(Object bean, Method method) {
        try {
            if (method.invoke(bean) instanceof Mono<?> mono) {
                return mono;
            }
            throw new IllegalStateException(method + " is no Mono");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(Mono<?> work, Duration pause) {
        work.onErrorComplete()
                .doOnTerminate(() -> time.after(pause, "again", () -> run(work, pause)))
                .subscribe();
    }
}
