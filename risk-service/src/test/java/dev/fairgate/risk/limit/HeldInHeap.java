package dev.fairgate.risk.limit;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/// How many objects this JVM cannot let go of, by its own count after a full collection.
public final class HeldInHeap {

    private HeldInHeap() {}

    /// Bucket states that nodes of this JVM remember.
    public static long buckets() {
        return of(StoredBucket.class.getName());
    }

    /// Objects of a class.
    public static long of(String className) {
        Matcher line =
                Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(className) + "( |$)")
                        .matcher(histogram());
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    private static String histogram() {
        try {
            Object text =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "gcClassHistogram",
                                    new Object[] {new String[0]},
                                    new String[] {String[].class.getName()});
            return String.valueOf(text);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
