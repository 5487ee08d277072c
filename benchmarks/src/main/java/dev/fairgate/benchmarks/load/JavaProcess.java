package dev.fairgate.benchmarks.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// A JVM of its own under measurement: the CPU time it used and the bytes it allocated, asked over
/// JMX from outside.
final class JavaProcess implements Meter {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final JMXConnector jmx;
    private final MBeanServerConnection beans;

    private JavaProcess(String name, Process process, JMXConnector jmx) throws IOException {
        this.name = name;
        this.process = process;
        this.jmx = jmx;
        this.beans = jmx.getMBeanServerConnection();
    }

    /// Starts a JVM like this one and waits until `readyUrl` answers 200.
    ///
    /// @param what class path and main class, or `-jar` and a file, then the arguments
    static JavaProcess start(String name, Path log, List<String> what, URI readyUrl)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms512m",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true"));
        command.addAll(what);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            awaitReady(name, process, readyUrl, log);
            return new JavaProcess(name, process, connect(process.pid()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading read() throws IOException {
        try {
            long cpu = (Long) beans.getAttribute(bean("OperatingSystem"), "ProcessCpuTime");
            long bytes = (Long) beans.getAttribute(bean("Threading"), "TotalThreadAllocatedBytes");
            long compiled = (Long) beans.getAttribute(bean("Compilation"), "TotalCompilationTime");
            return new Reading(cpu, bytes, 0, 0, compiled);
        } catch (JMException e) {
            throw new IOException(name + " cannot be measured", e);
        }
    }

    @Override
    public void close() throws IOException {
        jmx.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static void awaitReady(String name, Process process, URI url, Path log)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nothing listens there so far.
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException(name + " did not become ready; its log: " + log);
    }

    @SuppressWarnings("BanJNDI") // the peer is a JVM that this one has just started
    private static JMXConnector connect(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return JMXConnectorFactory.connect(
                        new JMXServiceURL(machine.startLocalManagementAgent()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("the JVM " + pid + " cannot be measured", e);
        }
    }

    private static ObjectName bean(String type) throws JMException {
        return new ObjectName("java.lang:type=" + type);
    }
}
