package dev.fairgate.risk.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One file on a disk that fills up.
class SegmentTest {

    private static final byte[] TEN = "123456789\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    @Test
    void cutsOffWhatAFullDiskTookOfALine() throws IOException {
        Path file = folder.resolve("a");
        Segment segment = on(file, 15);
        segment.append(TEN);

        assertThatThrownBy(() -> segment.append(TEN)).hasMessage("No space left on device");
        segment.close();

        assertThat(file).hasBinaryContent(TEN);
        assertThat(segment.size()).isEqualTo(10);
    }

    @Test
    void leavesNoFileWithoutALine() throws IOException {
        Path file = folder.resolve("a");
        Segment segment = on(file, 5);

        assertThatThrownBy(() -> segment.append(TEN)).isInstanceOf(IOException.class);
        segment.close();

        assertThat(file).doesNotExist();
    }

    private static Segment on(Path file, int room) throws IOException {
        SeekableByteChannel channel =
                Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        return new Segment(file, new SmallDisk(channel, room), Decisions.NOW);
    }

    /// Takes so many bytes, then none, as a full disk does.
    private record SmallDisk(SeekableByteChannel file, int room) implements SeekableByteChannel {

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int left = (int) (room - file.position());
            if (left == 0) {
                throw new IOException("No space left on device");
            }
            ByteBuffer some = bytes.slice(bytes.position(), Math.min(left, bytes.remaining()));
            int written = file.write(some);
            bytes.position(bytes.position() + written);
            return written;
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }
    }
}
