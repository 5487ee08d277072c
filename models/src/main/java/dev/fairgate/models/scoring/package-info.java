/// Models as numbers: what a trained classifier is once it is trained. Scores a row, says why, and
/// is read from and written to files. Nothing here needs the library that trains.
@NullMarked
package dev.fairgate.models.scoring;

import org.jspecify.annotations.NullMarked;
