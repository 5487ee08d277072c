/// Whole engines over real HTTP and a real ledger, and the rules of the module's structure.
@NullMarked
package dev.fairgate.sale;

import org.jspecify.annotations.NullMarked;
