package io.parley.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.protocol.OwnSettings;
import io.parley.protocol.ServerFrame;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP side of Parley. Calls block, at most some seconds, and throw {@link ParleyProblem}. Thread-safe. */
public final class ParleyHttp {
    private final JsonHttp http;

    /** @param base such as {@code http://127.0.0.1:8080} */
    public ParleyHttp(HttpClient http, URI base) {
        this.http = new JsonHttp(http, base);
    }

    /** Registers; answers the new user's id. */
    public String register(String handle, String password, @Nullable String name) {
        return http.post("/v1/accounts", null, new Account(handle, password, name), Registered.class)
                .user();
    }

    /** Logs in on a new device. */
    public Tokens logIn(String handle, String password) {
        return logIn(handle, password, null, null);
    }

    /** @param device of an earlier log-in by the same user; null for a new one */
    public Tokens logIn(String handle, String password, @Nullable String device, @Nullable String deviceName) {
        return http.post("/v1/sessions", null, new LogIn(handle, password, device, deviceName), Tokens.class);
    }

    /**
     * Logs in with a token of the server's OpenID provider; who comes for the first time is registered.
     *
     * @param device of an earlier log-in by the same user; null for a new one
     */
    public Tokens logInWith(String token, @Nullable String device, @Nullable String deviceName) {
        return http.post("/v1/sessions/oidc", null, new Identity(token, device, deviceName), Tokens.class);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Identity(
            String token, @Nullable String device, @Nullable String deviceName) {}

    public Tokens refresh(String refreshToken) {
        return http.post("/v1/sessions/refresh", null, new Refresh(refreshToken), Tokens.class);
    }

    /** Logs this device out. */
    public void logOut(String accessToken) {
        http.delete("/v1/sessions/current", accessToken);
    }

    /** The conversation with one other person; it is made where there is none. */
    public DirectConversation direct(String accessToken, String handle) {
        return http.post("/v1/conversations/direct", accessToken, new With(handle), DirectConversation.class);
    }

    /**
     * Starts a group; whoever knows the caller joins at once, the others are invited.
     *
     * @return its conversation
     */
    public String createGroup(String accessToken, String title, List<String> handles) {
        return http.post("/v1/groups", accessToken, new NewGroup(title, handles), Created.class)
                .conversation();
    }

    /**
     * Uploads a file, however long it takes; attach it with {@link io.parley.client.session.Session#send}. One of over a megabyte goes on where
     * it stood when its connection breaks or the server starts again.
     *
     * @throws UncheckedIOException where the file cannot be read
     */
    public Granted upload(String accessToken, String name, Path file) {
        long size = ResumableUpload.size(file);
        if (size > ResumableUpload.LEAST) {
            String asset = new ResumableUpload(http, accessToken, name, file, size).run();
            return http.post("/v1/assets/" + encoded(asset) + "/grants", accessToken, new Nothing(), Granted.class);
        }
        return http.upload("/v1/assets?name=" + encoded(name), accessToken, file, Granted.class);
    }

    /** New grants for an asset in a message that the person may see. */
    public Granted grants(String accessToken, String asset, String conversation, long seq) {
        String path = "/v1/assets/" + encoded(asset) + "/grants?conversation=" + encoded(conversation) + "&seq=" + seq;
        return http.post(path, accessToken, new Nothing(), Granted.class);
    }

    /** New grants for the picture in somebody's profile. */
    public Granted avatar(String accessToken, String user, String asset) {
        String path = "/v1/assets/" + encoded(asset) + "/grants?user=" + encoded(user);
        return http.post(path, accessToken, new Nothing(), Granted.class);
    }

    /**
     * Fetches an asset into a new file.
     *
     * @throws UncheckedIOException where the file is there already, or cannot be written
     */
    public void download(Granted asset, Path into) {
        http.download(asset.url(), into);
    }

    private record Nothing() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Reason(@Nullable String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Decision(String resolution, @Nullable String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Profile(@Nullable String name, @Nullable String avatar) {}

    public void renameGroup(String accessToken, String group, String title) {
        http.put(group(group) + "/title", accessToken, new Title(title));
    }

    /** @param attach {@link Granted#attach} of a picture; empty takes the picture away */
    public void pictureGroup(String accessToken, String group, String attach) {
        http.put(group(group) + "/picture", accessToken, new Picture(attach));
    }

    private record Picture(String picture) {}

    public void addMembers(String accessToken, String group, List<String> handles) {
        http.post(group(group) + "/members", accessToken, new Added(handles));
    }

    /** Takes somebody out, or an invitation back. */
    public void removeMember(String accessToken, String group, String user) {
        http.delete(group(group) + "/members/" + user, accessToken);
    }

    /** @param successor the user who becomes admin where the last one leaves; null leaves it to the group */
    public void leaveGroup(String accessToken, String group, @Nullable String successor) {
        http.post(group(group) + "/leave", accessToken, new Leaving(successor));
    }

    public void setAdmin(String accessToken, String group, String user, boolean admin) {
        String path = group(group) + "/admins/" + user;
        if (admin) http.put(path, accessToken, null);
        else http.delete(path, accessToken);
    }

    public void answerInvitation(String accessToken, String group, boolean accept) {
        http.post(group(group) + "/invitation", accessToken, new Answer(accept));
    }

    /** Puts a message before the operators, as the caller sees it. */
    public void report(String accessToken, String conversation, long seq, @Nullable String reason) {
        http.post(entries(conversation) + "/" + seq + "/report", accessToken, new Reason(reason));
    }

    /** The reports that nobody resolved, the oldest first; for operators. */
    public Reports reports(String accessToken) {
        return http.get("/v1/reports", accessToken, Reports.class);
    }

    /**
     * As an operator.
     *
     * @param resolution {@code dismissed}, {@code deleted} or {@code removed}
     */
    public void resolve(String accessToken, String report, String resolution, @Nullable String reason) {
        http.post("/v1/reports/" + encoded(report) + "/resolution", accessToken, new Decision(resolution, reason));
    }

    /** Of a direct conversation: nothing of the other person's reaches the caller any more; they are not told. */
    public void block(String accessToken, String conversation) {
        http.put(conversation(conversation) + "/block", accessToken, null);
    }

    public void unblock(String accessToken, String conversation) {
        http.delete(conversation(conversation) + "/block", accessToken);
    }

    /** Agrees that a stranger writes, without an answer. */
    public void acceptRequest(String accessToken, String conversation) {
        http.post(conversation(conversation) + "/accept", accessToken, new Nothing());
    }

    /** How long messages are kept, for everybody. */
    public void keep(String accessToken, String conversation, ServerFrame.Retention retention) {
        http.put(conversation(conversation) + "/retention", accessToken, retention);
    }

    /** Answers all of it, as it is from now on. */
    public OwnSettings changeSettings(String accessToken, String conversation, SettingsChange change) {
        return http.patch(conversation(conversation) + "/settings", accessToken, change, OwnSettings.class);
    }

    /** Members in the order in which they came, then those who are invited. */
    public GroupMembers members(String accessToken, String conversation) {
        return http.get(conversation(conversation) + "/members", accessToken, GroupMembers.class);
    }

    private static String conversation(String conversation) {
        return "/v1/conversations/" + encoded(conversation);
    }

    private static String group(String group) {
        return "/v1/groups/" + encoded(group);
    }

    public Inbox inbox(String accessToken, int limit) {
        return http.get("/v1/conversations?limit=" + limit, accessToken, Inbox.class);
    }

    /** The newest entries below {@code before}, or the newest of all where it is null. */
    public HistoryPage entriesBefore(String accessToken, String conversation, @Nullable Long before, int limit) {
        String query = before == null ? "" : "&before=" + before;
        return http.get(entries(conversation) + "?limit=" + limit + query, accessToken, HistoryPage.class);
    }

    /** The oldest entries above {@code after}. */
    public HistoryPage entriesAfter(String accessToken, String conversation, long after, int limit) {
        String query = "?limit=" + limit + "&after=" + after;
        return http.get(entries(conversation) + query, accessToken, HistoryPage.class);
    }

    public EntryReceipts receipts(String accessToken, String conversation, long seq) {
        return http.get(entries(conversation) + "/" + seq + "/receipts", accessToken, EntryReceipts.class);
    }

    /** Whether somebody is there, and when they were last; as far as the caller may know. */
    public Presence presence(String accessToken, String user) {
        return http.get("/v1/people/" + encoded(user) + "/presence", accessToken, Presence.class);
    }

    /** How others see the caller from now on. */
    public void changeName(String accessToken, String name) {
        http.patch("/v1/profile", accessToken, new Profile(name, null), Profile.class);
    }

    /** @param attach {@link Granted#attach} of a picture; empty takes the picture away */
    public void changeAvatar(String accessToken, String attach) {
        http.patch("/v1/profile", accessToken, new Profile(null, attach), Profile.class);
    }

    /** The caller's, the oldest first. */
    public Devices devices(String accessToken) {
        return http.get("/v1/devices", accessToken, Devices.class);
    }

    /** Logs one of the caller's devices out for good. */
    public void revoke(String accessToken, String device) {
        http.delete("/v1/devices/" + encoded(device), accessToken);
    }

    public Privacy privacy(String accessToken) {
        return http.get("/v1/privacy", accessToken, Privacy.class);
    }

    /** Answers all of it, as it is from now on. */
    public Privacy changePrivacy(String accessToken, Privacy change) {
        return http.patch("/v1/privacy", accessToken, change, Privacy.class);
    }

    /**
     * Erases the person: nobody can read anything of theirs any more, and every log-in of theirs ends. It cannot be undone.
     *
     * @param handle and {@code password}: theirs, as for a log-in
     */
    public void eraseOneself(String accessToken, String handle, String password) {
        http.post("/v1/profile/erasure", accessToken, new Credentials(handle, password));
    }

    /** As an operator, erases somebody. */
    public void erase(String accessToken, String user) {
        http.post("/v1/people/" + encoded(user) + "/erasure", accessToken, Map.of());
    }

    private record Credentials(String handle, String password) {}

    public Pending pending(String accessToken) {
        return http.get("/v1/pending", accessToken, Pending.class);
    }

    private static String entries(String conversation) {
        return conversation(conversation) + "/entries";
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Account(
            String handle, String password, @Nullable String name) {}

    private record Registered(String user) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record LogIn(
            String handle,
            String password,
            @Nullable String device,
            @Nullable String deviceName) {}

    private record Refresh(String refreshToken) {}

    private record With(String with) {}

    private record NewGroup(String title, List<String> members) {}

    private record Created(String conversation) {}

    private record Title(String title) {}

    private record Added(List<String> members) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Leaving(@Nullable String successor) {}

    private record Answer(boolean accept) {}

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
