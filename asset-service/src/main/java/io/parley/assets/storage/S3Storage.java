package io.parley.assets.storage;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An object an asset, in a bucket that speaks S3. What comes in is sent in parts of 8 MiB, of which one is in memory at a time; a crash leaves parts
 * that nobody sees, for the bucket's own rule on incomplete uploads to remove.
 */
public final class S3Storage implements Storage, AutoCloseable {
    private static final int PART = 8 * 1024 * 1024;
    private static final int INVALID_RANGE = 416;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /**
     * @param client is closed with this
     * @param prefix of all objects, such as {@code assets/}
     */
    public S3Storage(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    private String key(StoredName name) {
        return prefix + name.text();
    }

    @Override
    public Incoming receive(StoredName name) {
        return new IncomingObject(key(name));
    }

    private final class IncomingObject implements Incoming {
        private final String key;
        private final byte[] part = new byte[PART];
        private final List<CompletedPart> sent = new ArrayList<>();
        private int filled;
        private @Nullable String upload;

        IncomingObject(String key) {
            this.key = key;
        }

        @Override
        public OutputStream stream() {
            return new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    take(bytes, offset, length);
                }
            };
        }

        private void take(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (filled == part.length) {
                    sendPart();
                }
                int some = Math.min(left, part.length - filled);
                System.arraycopy(bytes, from, part, filled, some);
                filled += some;
                from += some;
                left -= some;
            }
        }

        private void sendPart() throws IOException {
            String id = upload != null ? upload : begin();
            int number = sent.size() + 1;
            String tag = asking(() -> client.uploadPart(
                            request ->
                                    request.bucket(bucket).key(key).uploadId(id).partNumber(number),
                            body())
                    .eTag());
            sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            filled = 0;
        }

        private String begin() throws IOException {
            String id = asking(() -> client.createMultipartUpload(
                            request -> request.bucket(bucket).key(key))
                    .uploadId());
            upload = id;
            return id;
        }

        private RequestBody body() {
            return RequestBody.fromContentProvider(
                    () -> new ByteArrayInputStream(part, 0, filled), filled, "application/octet-stream");
        }

        @Override
        public void keep() throws IOException {
            if (upload == null) {
                asking(() -> client.putObject(request -> request.bucket(bucket).key(key), body()));
                return;
            }
            sendPart();
            String id = upload;
            asking(() -> client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(id).multipartUpload(parts -> parts.parts(sent))));
            upload = null;
        }

        @Override
        public void close() throws IOException {
            String id = upload;
            if (id != null) {
                asking(() -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(id)));
                upload = null;
            }
        }
    }

    @Override
    public Optional<InputStream> read(StoredName name, long offset) throws IOException {
        try {
            ResponseInputStream<GetObjectResponse> object = client.getObject(request -> {
                request.bucket(bucket).key(key(name));
                if (offset > 0) {
                    request.range("bytes=" + offset + "-");
                }
            });
            return Optional.of(new Closing(object));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == INVALID_RANGE) {
                return Optional.of(InputStream.nullInputStream());
            }
            throw broken(e);
        } catch (SdkException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    /** Does not read what nobody wants any more. */
    private static final class Closing extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> object;

        Closing(ResponseInputStream<GetObjectResponse> object) {
            super(object);
            this.object = object;
        }

        @Override
        public void close() {
            object.abort();
        }
    }

    @Override
    public void remove(StoredName name) throws IOException {
        asking(() -> client.deleteObject(request -> request.bucket(bucket).key(key(name))));
    }

    @Override
    public void each(Instant before, Consumer<StoredName> action) throws IOException {
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                if (object.lastModified().isBefore(before)) {
                    StoredName.parse(object.key().substring(prefix.length())).ifPresent(action);
                }
            }
        } catch (SdkException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T asking(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    private static IOException broken(RuntimeException e) {
        return new IOException("the S3 storage does not do it: " + e.getMessage(), e);
    }
}
