package io.parley.chat;

import io.parley.client.http.GroupMembers;
import io.parley.client.http.Inbox;
import io.parley.client.http.ParleyHttp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the person does to groups. */
final class GroupTalk {
    private static final Pattern TITLE_AND_HANDLES = Pattern.compile("(?:\"([^\"]+)\"|(\\S+))((?:\\s+\\S+)*)\\s*");

    private static final String OFF = "off";

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final People people;
    private final FileTalk files;
    private final Screen screen;

    GroupTalk(ParleyHttp http, Supplier<String> accessToken, People people, FileTalk files, Screen screen) {
        this.files = files;
        this.http = http;
        this.accessToken = accessToken;
        this.people = people;
        this.screen = screen;
    }

    /** Answers the new group's conversation. */
    String create(String argument) {
        Matcher words = TITLE_AND_HANDLES.matcher(argument);
        if (!words.matches()) {
            throw new ChatFailure(
                    "Which group? Type /group TITLE HANDLE..., with quotes around a title of several words.");
        }
        String title = words.group(1) == null ? words.group(2) : words.group(1);
        return http.createGroup(accessToken.get(), title, handles(words.group(3)));
    }

    /** The conversation of the group of that name. */
    String find(String title) {
        return line(title, line -> true)
                .orElseThrow(() -> new ChatFailure("You are in no group '" + title + "'; /inbox lists what there is."))
                .conversation();
    }

    void answer(String title, boolean accept) {
        Inbox.Line line = line(title, one -> one.standing().equals("invited"))
                .orElseThrow(() -> new ChatFailure("Nobody invited you to '" + title + "'."));
        http.answerInvitation(accessToken.get(), line.conversation(), accept);
        screen.print(Line.note(accept ? "You are in '" + line.title() + "' now." : "Declined."));
    }

    private Optional<Inbox.Line> line(String title, Predicate<Inbox.Line> wanted) {
        String begin = title.strip().toLowerCase(Locale.ROOT);
        return people.inbox().conversations().stream()
                .filter(wanted)
                .filter(line -> line.title() != null
                        && line.title().toLowerCase(Locale.ROOT).startsWith(begin))
                .findFirst();
    }

    void rename(String group, String title) {
        http.renameGroup(accessToken.get(), group, title);
    }

    void picture(String group, String argument) {
        http.pictureGroup(
                accessToken.get(),
                group,
                argument.equals(OFF) ? "" : files.upload(argument).attach());
    }

    void add(String group, String argument) {
        http.addMembers(accessToken.get(), group, handles(argument));
    }

    void remove(String group, String handle) {
        http.removeMember(accessToken.get(), group, member(group, handle).user());
    }

    void admin(String group, String handle, boolean admin) {
        http.setAdmin(accessToken.get(), group, member(group, handle).user(), admin);
    }

    void leave(String group) {
        http.leaveGroup(accessToken.get(), group, null);
    }

    void members(String group) {
        for (GroupMembers.Of one : http.members(accessToken.get(), group).members()) {
            String name = one.name() == null ? one.user() : one.name();
            String handle = one.handle() == null ? "" : " (" + one.handle() + ")";
            String role = one.admin() ? ", admin" : one.standing().equals("invited") ? ", invited" : "";
            screen.print(Line.note("  " + name + handle + role));
        }
    }

    private GroupMembers.Of member(String group, String handle) {
        return http.members(accessToken.get(), group).members().stream()
                .filter(one -> handle.strip().equals(one.handle()))
                .findFirst()
                .orElseThrow(() -> new ChatFailure("'" + handle + "' is not in this group; /members lists who is."));
    }

    private static List<String> handles(String argument) {
        String stripped = argument.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", -1));
    }
}
