package dev.fairgate.models.feature;

import dev.fairgate.models.feature.Request.NetworkSort;
import dev.fairgate.models.hands.ClientShape;

/// Places a request among others, so that those that one script makes lie close together and those
/// that people make do not. Distances are Euclidean; 1 is about the spread of people.
///
/// The eight numbers of its hands come first. How old the account is and how long the visit took
/// count a little, and so do the client's family and the kind of network, as points on circles: a
/// script that changes them has to change more than that.
public final class Positions {

    /// How many numbers a position has.
    public static final int DIMENSIONS = 14;

    private static final float[] NOWHERE = {};
    private static final int SHAPE = 8;
    private static final double UNKNOWN_AGE = 20;

    private Positions() {}

    /// The position of a request; empty where the page observed too little of hands. Without them
    /// people are alike too, and must not look like a campaign for it.
    public static float[] of(Request request) {
        double[] shape = request.hands().shape();
        if (shape.length != SHAPE) {
            return NOWHERE;
        }
        float[] position = new float[DIMENSIONS];
        for (int i = 0; i < SHAPE; i++) {
            position[i] = (float) shape[i];
        }
        position[8] = (float) (0.1 * age(request));
        position[9] = (float) (0.25 * Math.log1p(opened(request)));
        circle(position, 10, family(request.client()));
        circle(position, 12, 2 * Math.PI * sector(request.network()) / 5);
        return position;
    }

    /// On a logarithmic scale, an octave for each 1.44: an hour 4.1, a day 7.3, a year 13.2.
    private static double age(Request request) {
        return request.registeredAt().isEmpty()
                ? UNKNOWN_AGE
                : Math.log1p(
                        Math.max(0, request.at() - request.registeredAt().getAsLong()) / 60_000.0);
    }

    private static double opened(Request request) {
        return Math.max(0, request.hands().visit().openToSubmitMs()) / 1000;
    }

    private static double family(ClientShape client) {
        return 2 * Math.PI * (client.family() >>> 40) / (1 << 24);
    }

    private static int sector(NetworkSort network) {
        return switch (network) {
            case UNKNOWN -> 0;
            case ACCESS -> 1;
            case MOBILE -> 2;
            case HOSTING -> 3;
            case ANONYMISER -> 4;
        };
    }

    private static void circle(float[] position, int at, double angle) {
        position[at] = (float) (0.25 * Math.cos(angle));
        position[at + 1] = (float) (0.25 * Math.sin(angle));
    }
}
