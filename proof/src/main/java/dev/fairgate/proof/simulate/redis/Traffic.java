package dev.fairgate.proof.simulate.redis;

import java.util.ArrayList;
import java.util.List;

/// The state of the ways between one client and its Redis.
public final class Traffic {

    private final List<RedisRoad> roads = new ArrayList<>();
    private Weather weather;
    private boolean stalledThere;
    private boolean stalledBack;

    public Traffic(Weather weather) {
        this.weather = weather;
    }

    Weather weather() {
        return weather;
    }

    boolean stalledThere() {
        return stalledThere;
    }

    boolean stalledBack() {
        return stalledBack;
    }

    void add(RedisRoad road) {
        roads.add(road);
    }

    void remove(RedisRoad road) {
        roads.remove(road);
    }

    public void become(Weather now) {
        weather = now;
    }

    /// Holds up what goes to the server, what comes back, or both; with neither, all flows again.
    public void stall(boolean there, boolean back) {
        stalledThere = there;
        stalledBack = back;
        if (!there && !back) {
            List.copyOf(roads).forEach(RedisRoad::flow);
        }
    }

    /// Cuts every connection.
    public void cut() {
        List.copyOf(roads).forEach(RedisRoad::cut);
    }
}
