package dev.fairgate.risk.store;

import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.ToByteBufEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Keys are texts, values are bytes. Both go straight into the buffer that is sent, while codecs
/// put together by [RedisCodec#of] allocate one buffer more for each.
final class StoreCodec implements RedisCodec<String, byte[]>, ToByteBufEncoder<String, byte[]> {

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Override
    public byte[] decodeValue(ByteBuffer bytes) {
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return value;
    }

    @Override
    public ByteBuffer encodeKey(String key) {
        return StandardCharsets.UTF_8.encode(key);
    }

    @Override
    public ByteBuffer encodeValue(byte[] value) {
        return ByteBuffer.wrap(value);
    }

    @Override
    public void encodeKey(String key, ByteBuf target) {
        ByteBufUtil.writeUtf8(target, key);
    }

    @Override
    public void encodeValue(byte[] value, ByteBuf target) {
        target.writeBytes(value);
    }

    @Override
    public int estimateSize(Object keyOrValue) {
        return switch (keyOrValue) {
            case String key -> ByteBufUtil.utf8Bytes(key);
            case byte[] value -> value.length;
            default -> throw new IllegalArgumentException("neither a key nor a value");
        };
    }

    @Override
    public boolean isEstimateExact() {
        return true;
    }
}
