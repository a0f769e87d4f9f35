package io.parley.assets.storage;

import io.parley.api.id.AssetId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file an asset. What comes in is in a folder of its own until it is synced and moved, so that a crash leaves nothing behind but files in that
 * folder, which the next start deletes.
 */
public final class DiskStorage implements Storage {
    private static final int SHARD_CHARS = 2;

    private final Path folder;
    private final Path incoming;

    private DiskStorage(Path folder) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
    }

    public static DiskStorage in(Path folder) {
        DiskStorage storage = new DiskStorage(folder);
        try {
            Files.createDirectories(storage.incoming);
            for (Path interrupted : storage.interrupted()) {
                Files.delete(interrupted);
            }
            return storage;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of assets " + folder + " cannot be used", e);
        }
    }

    private List<Path> interrupted() throws IOException {
        try (Stream<Path> files = Files.list(incoming)) {
            return files.toList();
        }
    }

    @Override
    public Incoming receive(AssetId asset) throws IOException {
        return new IncomingFile(incoming.resolve(asset.value()), file(asset));
    }

    private static final class IncomingFile implements Incoming {
        private final Path arriving;
        private final Path kept;
        private final FileChannel channel;
        private final OutputStream stream;

        IncomingFile(Path arriving, Path kept) throws IOException {
            this.arriving = arriving;
            this.kept = kept;
            this.channel = FileChannel.open(arriving, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.stream = new BufferedOutputStream(Channels.newOutputStream(channel));
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        @Override
        public void keep() throws IOException {
            stream.flush();
            channel.force(true);
            Path shard = kept.resolveSibling(".").normalize();
            Files.createDirectories(shard);
            Files.move(arriving, kept, StandardCopyOption.ATOMIC_MOVE);
            sync(shard);
        }

        private static void sync(Path folder) throws IOException {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(arriving);
        }
    }

    /** Ids of one time begin alike, and end at random. */
    private Path file(AssetId asset) {
        String id = asset.value();
        return folder.resolve(id.substring(id.length() - SHARD_CHARS)).resolve(id);
    }

    @Override
    public Optional<InputStream> read(AssetId asset, long offset) throws IOException {
        try {
            SeekableByteChannel channel = Files.newByteChannel(file(asset));
            return Optional.of(Channels.newInputStream(channel.position(offset)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(AssetId asset) throws IOException {
        Files.deleteIfExists(file(asset));
    }
}
