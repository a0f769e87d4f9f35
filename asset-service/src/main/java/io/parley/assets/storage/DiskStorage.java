package io.parley.assets.storage;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A file an asset. What comes in is in a folder of its own until it is synced and moved, so that a crash leaves nothing behind but files in that
 * folder, which the next start deletes.
 */
public final class DiskStorage implements Storage {
    private final Path folder;
    private final Path incoming;
    private final Reserve reserve;

    private DiskStorage(Path folder, Reserve reserve) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.reserve = reserve;
    }

    public static DiskStorage in(Path folder, Reserve reserve) {
        DiskStorage storage = new DiskStorage(folder, reserve);
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
    public Incoming receive(StoredName name) throws IOException {
        return new IncomingFile(incoming.resolve(name.text()), file(name), reserve);
    }

    private static final class IncomingFile implements Incoming {
        private final Path arriving;
        private final Path kept;
        private final FileChannel channel;
        private final OutputStream stream;

        IncomingFile(Path arriving, Path kept, Reserve reserve) throws IOException {
            this.arriving = arriving;
            this.kept = kept;
            this.channel = FileChannel.open(arriving, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.stream = new BufferedOutputStream(new Reserving(Channels.newOutputStream(channel), reserve));
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

    private static final class Reserving extends FilterOutputStream {
        private final Reserve reserve;

        Reserving(OutputStream file, Reserve reserve) {
            super(file);
            this.reserve = reserve;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            reserve.require(length);
            out.write(bytes, offset, length);
        }
    }

    private Path file(StoredName name) {
        return folder.resolve(name.shard()).resolve(name.text());
    }

    @Override
    public Optional<InputStream> read(StoredName name, long offset) throws IOException {
        try {
            SeekableByteChannel channel = Files.newByteChannel(file(name));
            return Optional.of(Channels.newInputStream(channel.position(offset)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(StoredName name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    @Override
    public void each(Instant before, Consumer<StoredName> action) throws IOException {
        try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path shard : shards) {
                if (!shard.equals(incoming)) {
                    each(shard, before, action);
                }
            }
        }
    }

    private static void each(Path shard, Instant before, Consumer<StoredName> action) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(shard)) {
            for (Path file : files) {
                Optional<StoredName> name = StoredName.parse(file.getFileName().toString());
                if (name.isPresent() && isOlder(file, before)) {
                    action.accept(name.get());
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        }
    }
}
