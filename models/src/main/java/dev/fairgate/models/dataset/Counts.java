package dev.fairgate.models.dataset;

import dev.fairgate.models.replay.FirstFew;

/// What was found in files, and left out.
final class Counts {

    final FirstFew unreadable = new FirstFew();
    long lines;
    long decisions;
    long otherVersions;
    long gaps;
    long lost;
    long labels;
    long outcomes;

    /// Of the time that the dataset is to be made as of, or not known when.
    long later;

    long laterDecisions;
}
