@NullMarked
package dev.fairgate.captcha.proof;

import org.jspecify.annotations.NullMarked;
