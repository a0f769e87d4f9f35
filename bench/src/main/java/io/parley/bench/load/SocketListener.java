package io.parley.bench.load;

/** A protocol's part of a connection; called on the socket's event loop. */
public interface SocketListener {
    void opened(LoadSocket socket);

    void frame(LoadSocket socket, String frame);

    /** It could not be opened, ended unasked, or a frame was none that could be. */
    void failed(Throwable fault);
}
