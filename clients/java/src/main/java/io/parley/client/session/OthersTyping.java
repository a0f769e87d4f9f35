package io.parley.client.session;

import io.parley.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of the others types, as the app was told. On the lane. */
final class OthersTyping {
    private final Set<Typist> typing = new HashSet<>();
    private final SessionListener listener;

    private record Typist(String conversation, String user) {}

    OthersTyping(SessionListener listener) {
        this.listener = listener;
    }

    void set(String conversation, String user, boolean on) {
        set(new Typist(conversation, user), on);
    }

    private void set(Typist typist, boolean on) {
        if (on ? typing.add(typist) : typing.remove(typist)) {
            listener.onTyping(typist.conversation(), typist.user(), on);
        }
    }

    /** These and no others. */
    void replace(@Nullable List<ServerFrame.Typists> now) {
        Set<Typist> current = new HashSet<>();
        if (now != null) {
            now.forEach(one -> one.users().forEach(user -> current.add(new Typist(one.conversation(), user))));
        }
        new ArrayList<>(typing).stream().filter(one -> !current.contains(one)).forEach(one -> set(one, false));
        current.forEach(one -> set(one, true));
    }
}
