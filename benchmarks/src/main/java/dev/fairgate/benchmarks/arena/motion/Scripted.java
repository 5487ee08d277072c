package dev.fairgate.benchmarks.arena.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The hands of a plain script: one straight line at one speed to the button and a press, or keys,
/// all by a clock that ticks every 20 ms. Where the line begins is drawn for each visit.
public final class Scripted implements Motion {

    private static final int TICK_MS = 20;
    private static final int STEPS = 40;
    private static final int HOLD_TICKS = 4;
    private static final int BUTTON_X = 900;
    private static final int BUTTON_Y = 480;
    private static final int PHONE_BUTTON_X = 180;

    @Override
    public Trace trace(Means means, int durationMs, RandomGenerator random) {
        int steps = Math.clamp(durationMs / TICK_MS - HOLD_TICKS - 2, 1, STEPS);
        int at = durationMs - (steps + HOLD_TICKS + 1) * TICK_MS;
        return new Trace(
                switch (means) {
                    case MOUSE -> line(at, steps, random.nextInt(500), 'm', 'd', BUTTON_X);
                    case TOUCH -> line(at, steps, random.nextInt(60), 't', 't', PHONE_BUTTON_X);
                    case KEYBOARD -> keys(at, steps);
                });
    }

    private static List<Trace.Event> line(
            int begin, int steps, int fromX, char move, char down, int toX) {
        int fromY = fromX / 2;
        List<Trace.Event> events = new ArrayList<>();
        events.add(new Trace.Event(0, 'f', 0, 0));
        for (int i = 0; i <= steps; i++) {
            int x = fromX + (toX - fromX) * i / steps;
            int y = fromY + (BUTTON_Y - fromY) * i / steps;
            events.add(new Trace.Event(begin + i * TICK_MS, move, x, y));
        }
        int pressed = begin + steps * TICK_MS;
        events.add(new Trace.Event(pressed, down, toX, BUTTON_Y));
        events.add(new Trace.Event(pressed + HOLD_TICKS * TICK_MS, 'u', toX, BUTTON_Y));
        return events;
    }

    private static List<Trace.Event> keys(int begin, int steps) {
        List<Trace.Event> events = new ArrayList<>();
        events.add(new Trace.Event(0, 'f', 0, 0));
        for (int i = 0; i <= steps + HOLD_TICKS; i++) {
            events.add(new Trace.Event(begin + i * TICK_MS, 'k', 0, 0));
        }
        return events;
    }
}
