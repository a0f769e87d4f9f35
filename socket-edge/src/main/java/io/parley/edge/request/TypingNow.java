package io.parley.edge.request;

import io.parley.edge.session.Identity;
import io.parley.protocol.ServerFrame;
import java.util.List;

/** Who types at the moment, for those who were not there when it was pushed. */
public interface TypingNow {
    /** Others only, in conversations that the person is in. Blocks. */
    List<ServerFrame.Typists> seenBy(Identity identity) throws Bus.Unavailable;

    boolean isTyping(String conversation, String user);
}
