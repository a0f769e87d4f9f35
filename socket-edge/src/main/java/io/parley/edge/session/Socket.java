package io.parley.edge.session;

import io.parley.protocol.CloseCode;
import java.io.IOException;
import java.util.List;

/** The transport under a session. One thread writes at a time; any thread may close. */
public interface Socket {
    /** What carries the frames. */
    enum Transport {
        WEBSOCKET,
        POLL
    }

    Transport transport();

    /** Writes the texts as one message each, in order; blocks until the socket took them, at most for the configured time. */
    void write(List<String> texts) throws IOException;

    /** Stops reading until every suspension is resumed, in whatever order the calls come: the client's messages pile up in the network. */
    void suspendReading();

    void resumeReading();

    /** Closes once; later calls do nothing. */
    void close(CloseCode code);
}
